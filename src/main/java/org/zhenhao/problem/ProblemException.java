package org.zhenhao.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error that is answered to the client as a problem with a stable code.
 *
 * <p>It has no stack trace, for a client's mistake is ordinary and must be cheap. Immutable: each {@code with} method
 * gives a changed copy.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient @Nullable Text detail;
    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers;

    private ProblemException(
            ProblemCode code, @Nullable Text detail, Map<String, Object> members, Map<String, String> headers) {
        super(detail == null ? code.wire() : code.wire() + ": " + detail.en(), null, false, false);
        this.code = code;
        this.detail = detail;
        this.members = members;
        this.headers = headers;
    }

    /** A problem that its title says all about. */
    public static ProblemException of(ProblemCode code) {
        return new ProblemException(code, null, Map.of(), Map.of());
    }

    /** A problem with a sentence about this one occurrence. */
    public static ProblemException of(ProblemCode code, Text detail) {
        return new ProblemException(code, detail, Map.of(), Map.of());
    }

    /**
     * A problem with a sentence about this one occurrence.
     *
     * @param zh a pattern of {@link String#format}
     * @param en the same in English, with the same arguments
     */
    public static ProblemException of(ProblemCode code, String zh, String en, Object... args) {
        return of(code, Text.of(zh, en, args));
    }

    /** What is wrong with a JSON text, as far as a client should know. */
    public static ProblemException ofJson(JsonProcessingException failure) {
        return JsonFaults.problem(failure);
    }

    /** This problem with one more member beside the standard ones; the value is a string, number, boolean or list. */
    public ProblemException with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new ProblemException(code, detail, more, headers);
    }

    /** This problem with a header on its answer. */
    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(code, detail, members, more);
    }

    /**
     * This problem with the advice to come back later, as a {@code Retry-After} header and a member {@code retryAfter}.
     *
     * @param seconds at least 1
     */
    public ProblemException retryAfter(int seconds) {
        return with("retryAfter", seconds).withHeader("Retry-After", Integer.toString(seconds));
    }

    /** The stable code. */
    public ProblemCode code() {
        return code;
    }

    /** What happened this time, or the general title where nothing more is known. */
    public String detail(Language language) {
        return (detail == null ? code.title() : detail).in(language);
    }

    @Nullable
    Text detail() {
        return detail;
    }

    Map<String, Object> members() {
        return members;
    }

    /** Headers for its answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
