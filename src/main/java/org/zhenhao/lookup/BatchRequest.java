package org.zhenhao.lookup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * A list of numbers to look up, as it was sent.
 *
 * @param region for all entries, null if it was not said
 * @param channel for entries that do not say their own
 * @param asOf the time asked about, null for now
 * @param entries in order
 */
record BatchRequest(
        @Nullable String region,
        @Nullable String channel,
        @Nullable String asOf,
        List<Entry> entries) {
    /** Most entries of a batch. */
    static final int MOST = 1_000;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * One number with what the network said besides; its number is null if the entry holds none.
     */
    record Entry(
            @Nullable String number,
            @Nullable String channel,
            @Nullable String verstat,
            @Nullable String presentation) {}

    /**
     * Reads a request.
     *
     * @throws ProblemException if it is not one, or has too many entries
     * @throws IOException if it is not JSON
     */
    static BatchRequest read(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed();
            }
            String region = null;
            String channel = null;
            String asOf = null;
            List<Entry> entries = null;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String member = json.currentName();
                json.nextToken();
                switch (member) {
                    case "region" -> region = text(json);
                    case "channel" -> channel = text(json);
                    case "as_of", "asOf" -> asOf = text(json);
                    case "numbers" -> entries = entries(json);
                    default ->
                        throw ProblemException.of(ProblemCode.UNKNOWN_FIELD, "未知字段 %s", "There is no field %s", member)
                                .with("field", member);
                }
            }
            if (entries == null) {
                throw malformed();
            }
            return new BatchRequest(region, channel, asOf, entries);
        }
    }

    private static List<Entry> entries(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw malformed();
        }
        List<Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() == MOST) {
                throw tooMany();
            }
            entries.add(json.currentToken() == JsonToken.START_OBJECT ? entry(json) : plain(json));
        }
        return entries;
    }

    private static Entry plain(JsonParser json) throws IOException {
        return new Entry(text(json), null, null, null);
    }

    private static Entry entry(JsonParser json) throws IOException {
        String number = null;
        String channel = null;
        String verstat = null;
        String presentation = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            json.nextToken();
            String value = text(json);
            switch (member) {
                case "number" -> number = value;
                case "channel" -> channel = value;
                case "verstat" -> verstat = value;
                case "presentation" -> presentation = value;
                default -> {
                    // Members that a later release may know.
                }
            }
        }
        return new Entry(number, channel, verstat, presentation);
    }

    /** A scalar as text; null for null and for anything that is no scalar. */
    private static @Nullable String text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw malformed();
        }
        if (token.isStructStart()) {
            json.skipChildren();
            return null;
        }
        return token == JsonToken.VALUE_NULL ? null : json.getText();
    }

    private static ProblemException malformed() {
        return ProblemException.of(
                ProblemCode.INVALID_FIELD,
                "请求应为 {\"numbers\":[…]}",
                "The body is {\"numbers\":[…]} with optional region, channel and as_of");
    }

    private static ProblemException tooMany() {
        return ProblemException.of(ProblemCode.TOO_LARGE, "一次最多 %d 个号码", "A batch has at most %d numbers", MOST)
                .with("most", MOST);
    }
}
