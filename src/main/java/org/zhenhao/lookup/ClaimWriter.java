package org.zhenhao.lookup;

import org.zhenhao.number.Label;
import org.zhenhao.problem.Language;
import org.zhenhao.verification.ClaimTexts;
import org.zhenhao.verification.Finding;
import org.zhenhao.verification.Verification;

/** Writes what became of a claim as the member {@code claim} of a verdict. */
final class ClaimWriter {
    private ClaimWriter() {}

    static void write(JsonBytes json, Verification claim, Language language) {
        Label institution = claim.institution();
        Finding first = claim.findings().get(0);
        json.writeObjectFieldStart("claim");
        json.writeStringField("result", claim.outcome().wire());
        json.writeStringField("institution", institution == null ? null : text(institution, language));
        json.writeStringField("callBack", ClaimTexts.dialled(claim.callBack()));
        json.writeStringField("reason", first.reason().wire());
        json.writeStringField("text", text(first.reason().text(), language));
        json.writeStringField("advice", ClaimTexts.advice(claim).in(language));
        json.writeEndObject();
    }

    private static String text(Label label, Language language) {
        return language == Language.ZH ? label.zh() : label.en();
    }
}
