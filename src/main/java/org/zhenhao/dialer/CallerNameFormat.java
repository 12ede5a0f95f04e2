package org.zhenhao.dialer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Category;

/**
 * The shapes in which a phone system can have an answer. Each is one line, its members always in the same order, for it
 * will be read with a regular expression.
 */
enum CallerNameFormat {
    /** The name alone. */
    TEXT("text/plain;charset=UTF-8"),
    /** {@code name=value&…}, percent-encoded, as Asterisk's HASH takes it. */
    KV("text/plain;charset=UTF-8"),
    /** A flat JSON object. */
    JSON("application/json"),
    /** One XML element. */
    XML("application/xml;charset=UTF-8");

    private static final JsonFactory JSON_FACTORY = new JsonFactory();

    private final String mediaType;

    CallerNameFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** The format with this word; text for any other word and for none. */
    static CallerNameFormat of(@Nullable String word) {
        for (CallerNameFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(word)) {
                return format;
            }
        }
        return TEXT;
    }

    /** The answer in UTF-8, without a line break at its end. */
    byte[] write(Verdict verdict, String name, @Nullable SipHint sip) {
        return switch (this) {
            case TEXT -> name.getBytes(StandardCharsets.UTF_8);
            case KV -> kv(verdict, name, sip).getBytes(StandardCharsets.UTF_8);
            case JSON -> json(verdict, name, sip);
            case XML -> xml(verdict, name, sip).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String kv(Verdict verdict, String name, @Nullable SipHint sip) {
        Assessment assessment = verdict.assessment();
        return "number=" + encode(verdict.number().key()) + "&action="
                + assessment.action().wire() + "&level=" + assessment.level().wire() + "&score="
                + CallerName.percent(assessment) + "&category=" + category(assessment) + "&name=" + encode(name)
                + "&spoof=" + (assessment.spoofSuspected() ? 1 : 0)
                + "&sip=" + (sip == null ? "" : sip.status())
                + "&callInfo=" + (sip == null || sip.callInfo() == null ? "" : encode(sip.callInfo()));
    }

    private static byte[] json(Verdict verdict, String name, @Nullable SipHint sip) {
        Assessment assessment = verdict.assessment();
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON_FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("number", verdict.number().key());
            json.writeStringField("action", assessment.action().wire());
            json.writeStringField("level", assessment.level().wire());
            json.writeNumberField("score", CallerName.percent(assessment));
            Category category = assessment.category();
            json.writeStringField("category", category == null ? null : category.wire());
            json.writeStringField("name", name);
            json.writeBooleanField("spoof", assessment.spoofSuspected());
            if (sip == null) {
                json.writeNullField("sip");
                json.writeNullField("callInfo");
            } else {
                json.writeNumberField("sip", sip.status());
                json.writeStringField("callInfo", sip.callInfo());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String xml(Verdict verdict, String name, @Nullable SipHint sip) {
        Assessment assessment = verdict.assessment();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><caller number=\""
                + escape(verdict.number().key()) + "\" action=\""
                + assessment.action().wire() + "\" level=\""
                + assessment.level().wire() + "\" score=\""
                + CallerName.percent(assessment) + "\" category=\"" + category(assessment) + "\" name=\"" + escape(name)
                + "\" spoof=\"" + assessment.spoofSuspected()
                + "\" sip=\"" + (sip == null ? "" : sip.status())
                + "\" callInfo=\"" + (sip == null || sip.callInfo() == null ? "" : escape(sip.callInfo())) + "\"/>";
    }

    private static String category(Assessment assessment) {
        Category category = assessment.category();
        return category == null ? "" : category.wire();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Text for an attribute; what XML 1.0 does not allow at all becomes a space. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean refused =
                            point < ' ' || point >= 0xD800 && point <= 0xDFFF || point == 0xFFFE || point == 0xFFFF;
                    escaped.appendCodePoint(refused ? ' ' : point);
                }
            }
        });
        return escaped.toString();
    }
}
