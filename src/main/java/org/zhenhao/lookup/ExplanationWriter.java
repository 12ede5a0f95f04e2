package org.zhenhao.lookup;

import org.zhenhao.score.Explanation;

/** Writes what a score is made of, as the member {@code explain}. */
final class ExplanationWriter {
    private static final double PARTS = 10_000;

    private ExplanationWriter() {}

    static void write(JsonBytes json, Explanation explanation) {
        json.writeObjectFieldStart("explain");
        json.writeObjectFieldStart("prior");
        number(json, "probability", explanation.prior().probability());
        number(json, "strength", explanation.prior().strength());
        json.writeArrayFieldStart("blocks");
        for (Explanation.Block block : explanation.prior().blocks()) {
            json.writeStartObject();
            json.writeStringField("prefix", block.prefix());
            json.writeNumberField("numbers", block.numbers());
            number(json, "bad", block.bad());
            number(json, "good", block.good());
            number(json, "probability", block.probability());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        Explanation.Weights weights = explanation.weights();
        json.writeObjectFieldStart("weights");
        number(json, "established", weights.established());
        number(json, "fresh", weights.fresh());
        number(json, "good", weights.good());
        number(json, "surge", weights.surge());
        json.writeNumberField("networks", weights.networks());
        json.writeEndObject();
        json.writeStringField("storedLevel", explanation.storedLevel().wire());
        number(json, "raw", explanation.raw());
        number(json, "risk", explanation.risk());
        Explanation.Change change = explanation.change();
        json.writeObjectFieldStart("change");
        number(json, "badToElevated", change.badToElevated());
        number(json, "badToHigh", change.badToHigh());
        number(json, "goodToLow", change.goodToLow());
        number(json, "establishedForHigh", change.establishedForHigh());
        json.writeNumberField("networksForHigh", change.networksForHigh());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void number(JsonBytes json, String name, double value) {
        json.writeNumberField(name, Math.round(value * PARTS) / PARTS);
    }
}
