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
        return of(verdict, Extras.NONE, writer, language);
    }

    /**
     * What was asked for besides the verdict.
     *
     * @param explanation how the score came about
     * @param claim what became of what the caller says of himself
     */
    record Extras(
            @Nullable Explanation explanation, @Nullable CheckedClaim claim) {
        static final Extras NONE = new Extras(null, null);
    }

    static Answer of(Verdict verdict, Extras extras, VerdictWriter writer, Language language) {
        JsonBytes json = JsonBytes.ownOfThread();
        json.writeStartObject();
        writer.writeTimeless(json, verdict, language);
        if (extras.claim != null) {
            json.writeMember(extras.claim.member());
        }
        String tag = json.tag();
        if (extras.explanation != null) {
            ExplanationWriter.write(json, extras.explanation);
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
