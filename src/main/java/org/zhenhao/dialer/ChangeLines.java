package org.zhenhao.dialer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.zhenhao.published.PublishedChange;

/** Writes published changes as JSON objects of one line. */
final class ChangeLines {
    private static final JsonFactory JSON = new JsonFactory();

    private ChangeLines() {}

    static String of(PublishedChange change) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            change.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
