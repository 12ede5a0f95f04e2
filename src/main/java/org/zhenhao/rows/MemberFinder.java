package org.zhenhao.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Tells which member of JSON objects holds the number, by its name and by its values. */
final class MemberFinder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_NAMES = 1000;

    private final Options options;
    private final ColumnFinder finder;

    MemberFinder(NumberParser parser, Options options) {
        this.options = options;
        this.finder = new ColumnFinder(parser, options);
    }

    /** The member and the names of all members seen. */
    record Choice(String member, List<String> names) {}

    private static final class Seen {
        private double plausible;
    }

    Choice choose(List<String> lines) {
        Map<String, Seen> members = new LinkedHashMap<>();
        for (String line : lines) {
            look(line, members);
        }
        List<String> names = List.copyOf(members.keySet());
        if (options.column() != null) {
            return new Choice(options.column(), names);
        }
        String best = null;
        double most = 0.1;
        for (Map.Entry<String, Seen> member : members.entrySet()) {
            Double named = ColumnFinder.named(member.getKey());
            double value = member.getValue().plausible / lines.size() + (named == null ? 0 : named);
            if (value > most) {
                most = value;
                best = member.getKey();
            }
        }
        if (best == null && !members.isEmpty()) {
            throw ProblemException.of(
                            ProblemCode.BAD_PARAMETER,
                            "找不到号码所在的字段，请用 column= 指明",
                            "no member holds numbers; name it with column=")
                    .with("parameter", "column")
                    .with("reason", "number_column_not_found");
        }
        return new Choice(best == null ? "number" : best, names);
    }

    private void look(String line, Map<String, Seen> members) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME && members.size() < MOST_NAMES) {
                Seen seen = members.computeIfAbsent(json.currentName(), name -> new Seen());
                JsonToken value = json.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    seen.plausible += finder.plausible(json.getText());
                }
                json.skipChildren();
            }
        } catch (IOException malformed) {
            // The line will be refused when its turn comes.
        }
    }
}
