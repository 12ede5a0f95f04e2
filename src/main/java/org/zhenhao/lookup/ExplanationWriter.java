package org.zhenhao.lookup;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.zhenhao.score.Category;
import org.zhenhao.score.Explanation;

/** Writes what a score is made of, as the member {@code explain}. */
final class ExplanationWriter {
    private static final double PARTS = 10_000;

    private ExplanationWriter() {}

    static void write(JsonBytes json, Explanation explanation) {
        json.writeObjectFieldStart("explain");
        prior(json, explanation.prior());
        tally(json, explanation.tally());
        json.writeArrayFieldStart("reports");
        for (Explanation.Weighed report : explanation.reports()) {
            report(json, report);
        }
        json.writeEndArray();
        json.writeNumberField("unlisted", explanation.unlisted());
        json.writeStringField("level", explanation.level().wire());
        number(json, "raw", explanation.raw());
        number(json, "risk", explanation.risk());
        json.writeArrayFieldStart("changes");
        for (Explanation.Change change : explanation.changes()) {
            json.writeStartObject();
            json.writeStringField("way", word(change.way()));
            json.writeNumberField("count", change.count());
            json.writeStringField("to", change.to().wire());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void prior(JsonBytes json, Explanation.Prior prior) {
        json.writeObjectFieldStart("prior");
        number(json, "ofKind", prior.ofKind());
        number(json, "probability", prior.probability());
        number(json, "strength", prior.strength());
        number(json, "inherited", prior.inherited());
        json.writeArrayFieldStart("blocks");
        for (Explanation.Block block : prior.blocks()) {
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
    }

    private static void tally(JsonBytes json, Explanation.Remains tally) {
        json.writeObjectFieldStart("tally");
        number(json, "established", tally.established());
        number(json, "fresh", tally.fresh());
        number(json, "good", tally.good());
        number(json, "surge", tally.surge());
        json.writeNumberField("networks", tally.networks());
        json.writeObjectFieldStart("categories");
        for (Map.Entry<Category, Double> entry : tally.categories().entrySet()) {
            number(json, entry.getKey().wire(), entry.getValue());
        }
        json.writeEndObject();
        json.writeStringField("storedLevel", tally.storedLevel().wire());
        json.writeEndObject();
    }

    private static void report(JsonBytes json, Explanation.Weighed report) {
        json.writeStartObject();
        json.writeStringField("category", report.category().wire());
        json.writeStringField("hour", Instant.ofEpochSecond(report.at()).toString());
        json.writeStringField("tier", word(report.tier()));
        number(json, "accepted", report.accepted());
        number(json, "counted", report.counted());
        number(json, "left", report.left());
        json.writeArrayFieldStart("reductions");
        for (Explanation.Reduction reduction : report.reductions()) {
            json.writeStartObject();
            json.writeStringField("reason", word(reduction.reason()));
            number(json, "factor", reduction.factor());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void number(JsonBytes json, String name, double value) {
        json.writeNumberField(name, Math.round(value * PARTS) / PARTS);
    }
}
