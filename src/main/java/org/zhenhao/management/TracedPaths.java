package org.zhenhao.management;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/**
 * Keeps numbers out of traces: what a span tells of a path ends after its second segment, and no query is told. Nobody calls it
 * while tracing is off.
 */
@Singleton
public class TracedPaths implements SpanProcessor {
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> TARGET = AttributeKey.stringKey("http.target");
    private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
    private static final int SEGMENTS = 2;

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        String path = span.getAttribute(PATH);
        if (path != null) {
            span.setAttribute(PATH, cut(path));
        }
        String target = span.getAttribute(TARGET);
        if (target != null) {
            span.setAttribute(TARGET, cut(target));
        }
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, "");
        }
        if (span.getAttribute(FULL) != null) {
            span.setAttribute(FULL, "");
        }
        String name = span.getName();
        int begins = name.indexOf('/');
        if (begins >= 0 && name.indexOf('{') < 0) {
            span.updateName(name.substring(0, begins) + cut(name.substring(begins)));
        }
    }

    /** The first two segments of a path, which name the resource. */
    static String cut(String path) {
        int query = path.indexOf('?');
        String whole = query < 0 ? path : path.substring(0, query);
        int end = 0;
        for (int i = 0; i < SEGMENTS && end >= 0; i++) {
            end = whole.indexOf('/', end + 1);
        }
        return end < 0 ? whole : whole.substring(0, end + 1);
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
