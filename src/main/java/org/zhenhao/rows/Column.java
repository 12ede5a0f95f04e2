package org.zhenhao.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** What can be added to a row. The words never change. */
public enum Column {
    /** The canonical number. */
    NUMBER,
    KIND,
    /** ISO 3166 region the number belongs to. */
    REGION,
    CARRIER,
    LOCATION,
    LEVEL,
    ACTION,
    /** 0 to 100. */
    SCORE,
    /** 0 to 1, in hundredths. */
    CONFIDENCE,
    CATEGORY,
    /** Live reports that say unwanted. */
    NEGATIVE,
    /** Live reports that say the opposite. */
    POSITIVE,
    /** Day of the first contact reported. */
    FIRST,
    /** Day of the last contact reported. */
    LAST,
    /** Leading digits of the block around the number. */
    BLOCK,
    BLOCK_SCORE,
    BLOCK_NUMBERS,
    /** Whether calls that show the number are probably forged. */
    SPOOFED,
    /** What about the number's shape suggests so. */
    TELLS,
    /** Whose number it officially is. */
    REGISTERED,
    STALE,
    /** Why the row has no verdict, as a code. */
    ERROR,
    /** The same for people. */
    ERROR_DETAIL;

    /** What is added where nothing else is asked for. */
    public static final List<Column> USUAL =
            List.of(NUMBER, KIND, LEVEL, ACTION, SCORE, CONFIDENCE, CATEGORY, ERROR, ERROR_DETAIL);

    /** Put before the name of a column that the text has already. */
    private static final String PREFIX = "zhenhao_";

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /** Whether the value follows from the opinion and the kind of the number alone. */
    boolean shareable() {
        return switch (this) {
            case NUMBER, REGION, CARRIER, LOCATION, TELLS -> false;
            default -> true;
        };
    }

    /**
     * Reads a list of columns, separated by commas; nothing means {@link #USUAL}.
     *
     * @throws ProblemException if a word is none or stands there twice
     */
    public static List<Column> list(String words) {
        if (words.isBlank()) {
            return USUAL;
        }
        List<Column> columns = new ArrayList<>();
        for (String word : words.split(",")) {
            Column column = Arrays.stream(values())
                    .filter(one -> one.wire.equals(word.strip()))
                    .findFirst()
                    .orElseThrow(Column::unknown);
            if (columns.contains(column)) {
                throw unknown();
            }
            columns.add(column);
        }
        return List.copyOf(columns);
    }

    private static ProblemException unknown() {
        String all = Arrays.stream(values()).map(Column::wire).collect(Collectors.joining(", "));
        return ProblemException.of(
                        ProblemCode.BAD_PARAMETER,
                        "columns 可含以下各项，每项一次：%s",
                        "columns holds any of these, each once: %s",
                        all)
                .with("parameter", "columns");
    }

    /** Names for columns beside those that a text has; one that is taken gets a prefix. */
    public static List<String> names(List<Column> columns, List<String> taken) {
        Set<String> names = new HashSet<>();
        taken.forEach(name -> names.add(name.strip().toLowerCase(Locale.ROOT)));
        return columns.stream()
                .map(column -> names.contains(column.wire) ? PREFIX + column.wire : column.wire)
                .toList();
    }
}
