package org.zhenhao.lookup;

import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Language;
import org.zhenhao.score.Explanation;

/**
 * A verdict written down, with its entity tag.
 *
 * @param body UTF-8 JSON
 * @param tag a strong entity tag over all that the caller sees except for the time of answering, quotes included
 */
record Answer(byte[] body, String tag) {
    static Answer of(Verdict verdict, VerdictWriter writer, Language language) {
        return of(verdict, null, writer, language);
    }

    static Answer of(Verdict verdict, @Nullable Explanation explanation, VerdictWriter writer, Language language) {
        JsonBytes json = new JsonBytes(VerdictWriter.USUAL_SIZE);
        json.writeStartObject();
        writer.writeTimeless(json, verdict, language);
        String tag = json.tag();
        if (explanation != null) {
            ExplanationWriter.write(json, explanation);
        }
        writer.writeTime(json, verdict);
        json.writeEndObject();
        return new Answer(json.toBytes(), tag);
    }

    /** Whether an {@code If-None-Match} header names this answer. */
    boolean matches(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.contains(tag) || ifNoneMatch.strip().equals("*"));
    }
}
