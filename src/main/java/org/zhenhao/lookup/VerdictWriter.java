package org.zhenhao.lookup;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.conduct.Conduct;
import org.zhenhao.conduct.ConductFact;
import org.zhenhao.conduct.RuleSet;
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
import org.zhenhao.verification.NearMiss;

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

    /** The whole verdict as one JSON object in UTF-8. */
    public byte[] json(Verdict verdict, Language language) {
        JsonBytes json = JsonBytes.ownOfThread();
        write(json, verdict, language);
        return json.toBytes();
    }

    /** Writes the whole verdict as one object. */
    void write(JsonBytes json, Verdict verdict, Language language) {
        json.writeStartObject();
        writeTimeless(json, verdict, language);
        writeTime(json, verdict);
        json.writeEndObject();
    }

    /** Writes the members that change only when the caller would see something else. */
    void writeTimeless(JsonBytes json, Verdict verdict, Language language) {
        number(json, verdict, language);
        score(json, verdict.assessment());
        reports(json, verdict.found().evidence().tally());
        block(json, verdict.assessment().block());
        spoof(json, verdict, language);
        registered(json, verdict.found().registration(), language);
        conduct(json, verdict.marks().conduct(), language);
        campaign(json, verdict.marks().campaign());
        json.writeBooleanField("disputed", verdict.marks().disputed());
        json.writeBooleanField("stale", verdict.found().stale());
        reasons(json, verdict.assessment(), language);
    }

    /** Writes the members after {@link #writeTimeless}. */
    void writeTime(JsonBytes json, Verdict verdict) {
        json.writeTimeField("asOf", verdict.asOf());
        json.writeStringField("model", model);
    }

    private void number(JsonBytes json, Verdict verdict, Language language) {
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
            Registration holder = verdict.found().registration();
            label(json, "holder", holder == null ? null : holder.name(), language);
            json.writeStringField("extension", gateway.extension());
            json.writeEndObject();
        }
    }

    private static void label(JsonBytes json, String member, @Nullable Label label, Language language) {
        json.writeStringField(member, label == null ? null : language == Language.ZH ? label.zh() : label.en());
    }

    private static void score(JsonBytes json, Assessment assessment) {
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

    private static void category(JsonBytes json, @Nullable Category category) {
        json.writeStringField("category", category == null ? null : category.wire());
    }

    private static void reports(JsonBytes json, Tally tally) {
        json.writeObjectFieldStart("reports");
        json.writeNumberField("negative", tally.negative());
        json.writeNumberField("positive", tally.positive());
        // Each reporter has one live opinion of a number.
        json.writeNumberField("reporters", tally.negative() + tally.positive());
        time(json, "first", tally.first());
        time(json, "last", tally.last());
        json.writeEndObject();
    }

    private static void block(JsonBytes json, Assessment.@Nullable BlockView block) {
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

    private static void spoof(JsonBytes json, Verdict verdict, Language language) {
        json.writeObjectFieldStart("spoof");
        json.writeBooleanField("suspected", verdict.assessment().spoofSuspected());
        json.writeArrayFieldStart("tells");
        for (SpoofTell tell : verdict.number().tells()) {
            json.writeString(tell.type().wire());
        }
        json.writeEndArray();
        NearMiss imitated = verdict.marks().nearMiss();
        if (imitated != null) {
            json.writeObjectFieldStart("imitates");
            json.writeStringField("number", imitated.number());
            label(json, "institution", imitated.institution(), language);
            json.writeStringField("how", imitated.how().wire());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void conduct(JsonBytes json, Marks.@Nullable Rated rated, Language language) {
        if (rated == null) {
            json.writeNullField("conduct");
            return;
        }
        json.writeObjectFieldStart("conduct");
        json.writeStringField("rules", rated.rules());
        json.writeNumberField("people", rated.conduct().people());
        json.writeBooleanField("inBreach", !rated.breaches().isEmpty());
        json.writeArrayFieldStart("patterns");
        if (rated.thirdParties()) {
            json.writeString("third_party_contact");
        }
        json.writeEndArray();
        json.writeObjectFieldStart("facts");
        for (ConductFact fact : ConductFact.values()) {
            if (rated.conduct().of(fact) > 0) {
                json.writeNumberField(fact.wire(), rated.conduct().of(fact));
            }
        }
        json.writeEndObject();
        json.writeArrayFieldStart("breaches");
        for (Conduct.Breach breach : rated.breaches()) {
            RuleSet.Rule rule = breach.rule();
            RuleSet.Citation citation = rule.citation();
            json.writeStartObject();
            json.writeStringField("rule", rule.id());
            json.writeNumberField("people", breach.people());
            json.writeStringField("text", language == Language.ZH ? rule.zh() : rule.en());
            if (citation != null) {
                json.writeStringField("citation", language == Language.ZH ? citation.zh() : citation.en());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeTimeField("last", rated.conduct().last());
        json.writeEndObject();
    }

    /** Written only where there is one: few numbers belong to any. */
    private static void campaign(JsonBytes json, Campaigns.@Nullable Membership membership) {
        if (membership == null) {
            return;
        }
        json.writeObjectFieldStart("campaign");
        json.writeStringField("id", membership.campaign());
        json.writeNumberField("others", membership.inheritance().others());
        hundredths(json, "share", membership.inheritance().share());
        json.writeArrayFieldStart("links");
        for (String link : membership.links()) {
            json.writeString(link);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void registered(JsonBytes json, @Nullable Registration registration, Language language) {
        if (registration == null) {
            json.writeNullField("registered");
            return;
        }
        json.writeObjectFieldStart("registered");
        label(json, "institution", registration.name(), language);
        json.writeStringField("role", registration.role().wire());
        Registration.Agency agency = registration.agency();
        if (agency != null) {
            label(json, "agency", agency.name(), language);
        }
        json.writeStringField("source", registration.source());
        json.writeEndObject();
    }

    private static void reasons(JsonBytes json, Assessment assessment, Language language) {
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

    private static void hundredths(JsonBytes json, String name, double value) {
        json.writeHundredthsField(name, Math.round(value * 100));
    }

    private static int percent(double risk) {
        return (int) Math.round(risk * 100);
    }

    private static void time(JsonBytes json, String name, long seconds) {
        if (seconds == 0) {
            json.writeNullField(name);
        } else {
            json.writeTimeField(name, seconds);
        }
    }
}
