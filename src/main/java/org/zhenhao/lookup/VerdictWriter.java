package org.zhenhao.lookup;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Gateway;
import org.zhenhao.number.Label;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.problem.Language;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Category;
import org.zhenhao.score.ReasonTexts;
import org.zhenhao.score.Tally;

/** Writes verdicts as JSON, member by member, in the order that the API documents. Thread-safe. */
public final class VerdictWriter {
    private static final ReasonTexts CHINESE = ReasonTexts.in(Locale.SIMPLIFIED_CHINESE);
    private static final ReasonTexts ENGLISH = ReasonTexts.in(Locale.ENGLISH);

    private final String model;
    private final NumberDisplay display;

    /**
     * Makes a writer.
     *
     * @param model version of the scoring model
     * @param display knows carriers and places
     */
    public VerdictWriter(String model, NumberDisplay display) {
        this.model = model;
        this.display = display;
    }

    /** Writes the whole verdict as one object. */
    public void write(JsonGenerator json, Verdict verdict, Language language) throws IOException {
        json.writeStartObject();
        writeTimeless(json, verdict, language);
        writeTime(json, verdict);
        json.writeEndObject();
    }

    /** Writes the members that change only when the caller would see something else. */
    void writeTimeless(JsonGenerator json, Verdict verdict, Language language) throws IOException {
        number(json, verdict, language);
        score(json, verdict.assessment());
        reports(json, verdict.found().evidence().tally());
        block(json, verdict.assessment().block());
        spoof(json, verdict);
        registered(json, verdict.found().registration(), language);
        json.writeNullField("conduct");
        json.writeBooleanField("disputed", false);
        json.writeBooleanField("stale", verdict.found().stale());
        reasons(json, verdict.assessment(), language);
    }

    /** Writes the members after {@link #writeTimeless}. */
    void writeTime(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeStringField("asOf", time(verdict.asOf()));
        json.writeStringField("model", model);
    }

    private void number(JsonGenerator json, Verdict verdict, Language language) throws IOException {
        ParsedNumber number = verdict.number();
        json.writeStringField("number", number.key());
        json.writeStringField("input", number.input());
        json.writeStringField("kind", number.kind().wire());
        json.writeStringField("region", number.region());
        label(json, "carrier", display.carrier(number), language);
        label(json, "location", display.place(number), language);
        if (number.extension() != null) {
            json.writeStringField("extension", number.extension());
        }
        Gateway gateway = number.gateway();
        if (gateway != null) {
            json.writeObjectFieldStart("gateway");
            json.writeStringField("base", gateway.base());
            json.writeStringField("type", gateway.type().name().toLowerCase(Locale.ROOT));
            json.writeStringField("extension", gateway.extension());
            json.writeEndObject();
        }
    }

    private static void label(JsonGenerator json, String member, @Nullable Label label, Language language)
            throws IOException {
        json.writeStringField(member, label == null ? null : language == Language.ZH ? label.zh() : label.en());
    }

    private static void score(JsonGenerator json, Assessment assessment) throws IOException {
        json.writeStringField("level", assessment.level().wire());
        json.writeStringField("action", assessment.action().wire());
        json.writeNumberField("score", percent(assessment.risk()));
        hundredths(json, "confidence", assessment.confidence());
        category(json, assessment.category());
        json.writeObjectFieldStart("categories");
        for (Map.Entry<Category, Double> share : assessment.shares().entrySet()) {
            hundredths(json, share.getKey().wire(), share.getValue());
        }
        json.writeEndObject();
    }

    private static void category(JsonGenerator json, @Nullable Category category) throws IOException {
        json.writeStringField("category", category == null ? null : category.wire());
    }

    private static void reports(JsonGenerator json, Tally tally) throws IOException {
        json.writeObjectFieldStart("reports");
        json.writeNumberField("negative", tally.negative());
        json.writeNumberField("positive", tally.positive());
        // Each reporter has one live opinion of a number.
        json.writeNumberField("reporters", tally.negative() + tally.positive());
        json.writeStringField("first", tally.first() == 0 ? null : time(tally.first()));
        json.writeStringField("last", tally.last() == 0 ? null : time(tally.last()));
        json.writeEndObject();
    }

    private static void block(JsonGenerator json, Assessment.@Nullable BlockView block) throws IOException {
        if (block == null) {
            json.writeNullField("block");
            return;
        }
        json.writeObjectFieldStart("block");
        json.writeStringField("prefix", block.prefix());
        json.writeNumberField("score", percent(block.risk()));
        json.writeNumberField("numbers", block.numbers());
        json.writeEndObject();
    }

    private static void spoof(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeObjectFieldStart("spoof");
        json.writeBooleanField("suspected", verdict.assessment().spoofSuspected());
        json.writeArrayFieldStart("tells");
        for (SpoofTell tell : verdict.number().tells()) {
            json.writeString(tell.type().wire());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void registered(JsonGenerator json, @Nullable Registration registration, Language language)
            throws IOException {
        if (registration == null) {
            json.writeNullField("registered");
            return;
        }
        json.writeObjectFieldStart("registered");
        label(json, "institution", registration.name(), language);
        json.writeStringField("role", registration.role().wire());
        json.writeStringField("source", registration.source());
        json.writeEndObject();
    }

    private static void reasons(JsonGenerator json, Assessment assessment, Language language) throws IOException {
        json.writeArrayFieldStart("reasons");
        for (Assessment.Reason reason : assessment.reasons()) {
            json.writeStartObject();
            json.writeStringField("code", reason.code());
            json.writeStringField("text", texts(language).text(reason));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static ReasonTexts texts(Language language) {
        return language == Language.ZH ? CHINESE : ENGLISH;
    }

    private static void hundredths(JsonGenerator json, String name, double value) throws IOException {
        json.writeNumberField(name, Math.round(value * 100) / 100.0);
    }

    private static int percent(double risk) {
        return (int) Math.round(risk * 100);
    }

    private static String time(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }
}
