package org.zhenhao.lookup;

import org.zhenhao.number.Label;
import org.zhenhao.problem.Language;
import org.zhenhao.verification.ClaimTexts;
import org.zhenhao.verification.Finding;
import org.zhenhao.verification.Outcome;
import org.zhenhao.verification.Verification;

/**
 * What became of a claim, written down.
 *
 * @param member the member {@code claim} of a verdict, name and all, as UTF-8 JSON
 */
record CheckedClaim(Outcome outcome, byte[] member) {
    private static final int USUAL_SIZE = 400;

    static CheckedClaim of(Verification claim, Language language) {
        Label institution = claim.institution();
        Finding first = claim.findings().get(0);
        JsonBytes json = new JsonBytes(USUAL_SIZE);
        json.writeObjectFieldStart("claim");
        json.writeStringField("result", claim.outcome().wire());
        json.writeStringField("institution", institution == null ? null : text(institution, language));
        json.writeStringField("callBack", ClaimTexts.dialled(claim.callBack()));
        json.writeStringField("reason", first.reason().wire());
        json.writeStringField("text", text(first.reason().text(), language));
        json.writeStringField("advice", ClaimTexts.advice(claim).in(language));
        json.writeEndObject();
        return new CheckedClaim(claim.outcome(), json.toBytes());
    }

    private static String text(Label label, Language language) {
        return language == Language.ZH ? label.zh() : label.en();
    }
}
