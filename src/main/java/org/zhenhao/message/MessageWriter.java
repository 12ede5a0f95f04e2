package org.zhenhao.message;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.number.Gateway;
import org.zhenhao.number.Label;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.problem.Language;
import org.zhenhao.registry.Registration;
import org.zhenhao.registry.Registry;

/** Writes what was made of a message, in a fixed order. Thread-safe. */
@Singleton
final class MessageWriter {
    private static final String MODEL = "text-1";
    private static final String NATIONAL = "CN-";

    private final Registry registry;

    @Inject
    MessageWriter(Registry registry) {
        this.registry = registry;
    }

    void write(JsonGenerator json, CheckedMessage checked, Language language) throws IOException {
        json.writeStartObject();
        json.writeStringField("action", checked.action().wire());
        json.writeStringField("level", checked.level().wire());
        json.writeNumberField("score", checked.score());
        json.writeFieldName("sender");
        verdict(json, checked.sender(), language);
        json.writeStringField("signature", checked.signature());
        json.writeStringField("institution", label(checked.institution(), language));
        json.writeArrayFieldStart("links");
        for (CheckedMessage.Link link : checked.links()) {
            json.writeStartObject();
            json.writeStringField("host", link.host());
            words(json, "tells", link.oddities());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("callbacks");
        for (Verdict callback : checked.callbacks()) {
            verdict(json, callback, language);
        }
        json.writeEndArray();
        words(json, "pressure", checked.pressure());
        json.writeArrayFieldStart("reasons");
        for (CheckedMessage.Reason reason : checked.reasons()) {
            json.writeStartObject();
            json.writeStringField("code", reason.code());
            json.writeStringField("text", reason.text().in(language));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField(
                "asOf", Instant.ofEpochSecond(checked.sender().asOf()).toString());
        json.writeStringField("model", MODEL);
        json.writeEndObject();
    }

    private void verdict(JsonGenerator json, Verdict verdict, Language language) throws IOException {
        json.writeStartObject();
        json.writeStringField("number", verdict.number().key());
        json.writeStringField("kind", verdict.number().kind().wire());
        json.writeStringField("action", verdict.assessment().action().wire());
        json.writeStringField("level", verdict.assessment().level().wire());
        json.writeNumberField("score", (int) Math.round(verdict.assessment().risk() * 100));
        Registration registration = verdict.found().registration();
        json.writeStringField("registered", registration == null ? null : label(registration.name(), language));
        words(
                json,
                "tells",
                verdict.number().tells().stream()
                        .map(SpoofTell::type)
                        .map(SpoofTell.Type::wire)
                        .toList());
        Gateway gateway = verdict.number().gateway();
        if (gateway != null) {
            gateway(json, gateway, verdict, language);
        }
        json.writeEndObject();
    }

    /** The holder of the whole code, or of its base, as far as either is registered. */
    private void gateway(JsonGenerator json, Gateway gateway, Verdict verdict, Language language) throws IOException {
        Registration holder = verdict.found().registration();
        if (holder == null) {
            holder = registry.find(NATIONAL + gateway.base());
        }
        json.writeObjectFieldStart("gateway");
        json.writeStringField("base", gateway.base());
        json.writeStringField("type", gateway.type().name().toLowerCase(Locale.ROOT));
        json.writeStringField("holder", holder == null ? null : label(holder.name(), language));
        json.writeStringField("extension", gateway.extension());
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, String name, List<String> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    private static @Nullable String label(@Nullable Label label, Language language) {
        return label == null ? null : language == Language.ZH ? label.zh() : label.en();
    }
}
