package org.zhenhao.rows;

import java.util.EnumMap;
import java.util.Map;
import org.zhenhao.number.RefusedNumberException.Reason;
import org.zhenhao.problem.Text;

/**
 * Why a row has no verdict.
 *
 * @param code stable snake_case word
 * @param text the same for people
 */
public record Refusal(String code, Text text) {
    /** The row's cell for the number is empty. */
    public static final Refusal NO_NUMBER = new Refusal("no_number", new Text("该行没有号码", "the row has no number"));

    /** The row ends before the column of numbers. */
    public static final Refusal MISSING_COLUMN =
            new Refusal("missing_column", new Text("该行没有号码列", "the row ends before the column of numbers"));

    /** A quote opens and never closes. */
    public static final Refusal UNMATCHED_QUOTE =
            new Refusal("unmatched_quote", new Text("该行的引号不成对", "a quote in the row is never closed"));

    /** A line is no JSON object. */
    public static final Refusal MALFORMED_JSON =
            new Refusal("malformed_json", new Text("该行不是 JSON 对象", "the line is no JSON object"));

    /** No tier could answer, for longer than anybody would wait. */
    public static final Refusal UNAVAILABLE =
            new Refusal("store_unavailable", new Text("存储暂时无法查询", "the store could not be asked"));

    private static final Map<Reason, Refusal> BY_REASON = new EnumMap<>(Reason.class);

    static {
        for (Reason reason : Reason.values()) {
            BY_REASON.put(
                    reason,
                    new Refusal(
                            reason.code(),
                            new Text(reason.text().zh(), reason.text().en())));
        }
        BY_REASON.put(Reason.EMPTY, NO_NUMBER);
    }

    /** What the parser says. */
    static Refusal of(Reason reason) {
        Refusal known = BY_REASON.get(reason);
        if (known == null) {
            throw new IllegalArgumentException(reason.code());
        }
        return known;
    }
}
