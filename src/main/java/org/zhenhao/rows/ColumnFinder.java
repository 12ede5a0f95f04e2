package org.zhenhao.rows;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.number.RefusedNumberException.Reason;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Tells which column holds the numbers, and whether the first row is a header, by the names and by the cells. */
final class ColumnFinder {
    /** Names that such columns have, and how surely: who calls goes before who is called. */
    private static final Map<String, Double> NAMES = Map.ofEntries(
            Map.entry("callerid", 0.53),
            Map.entry("caller", 0.53),
            Map.entry("callernumber", 0.53),
            Map.entry("callingnumber", 0.53),
            Map.entry("from", 0.53),
            Map.entry("src", 0.53),
            Map.entry("ani", 0.53),
            Map.entry("cli", 0.53),
            Map.entry("主叫", 0.53),
            Map.entry("主叫号码", 0.53),
            Map.entry("来电", 0.53),
            Map.entry("来电号码", 0.53),
            Map.entry("number", 0.52),
            Map.entry("phone", 0.52),
            Map.entry("phonenumber", 0.52),
            Map.entry("phoneno", 0.52),
            Map.entry("mobile", 0.52),
            Map.entry("mobilenumber", 0.52),
            Map.entry("mobilephone", 0.52),
            Map.entry("cell", 0.52),
            Map.entry("cellphone", 0.52),
            Map.entry("tel", 0.52),
            Map.entry("telephone", 0.52),
            Map.entry("telephonenumber", 0.52),
            Map.entry("msisdn", 0.52),
            Map.entry("e164", 0.52),
            Map.entry("sender", 0.52),
            Map.entry("contactnumber", 0.52),
            Map.entry("号码", 0.52),
            Map.entry("电话", 0.52),
            Map.entry("电话号码", 0.52),
            Map.entry("手机", 0.52),
            Map.entry("手机号", 0.52),
            Map.entry("手机号码", 0.52),
            Map.entry("联系电话", 0.52),
            Map.entry("联系方式", 0.52),
            Map.entry("移动电话", 0.52),
            Map.entry("固定电话", 0.51),
            Map.entry("固话", 0.51),
            Map.entry("發送方", 0.52),
            Map.entry("发送方", 0.52),
            Map.entry("號碼", 0.52),
            Map.entry("電話", 0.52),
            Map.entry("手機", 0.52),
            Map.entry("callee", 0.5),
            Map.entry("to", 0.5),
            Map.entry("dst", 0.5),
            Map.entry("被叫", 0.5),
            Map.entry("被叫号码", 0.5),
            Map.entry("calledid", 0.5));

    private static final double LEAST = 0.2;

    private final NumberParser parser;
    private final Options options;

    ColumnFinder(NumberParser parser, Options options) {
        this.parser = parser;
        this.options = options;
    }

    /** Which column from 0, and whether the first row names the columns. */
    record Choice(int column, boolean header) {}

    /**
     * Chooses a column.
     *
     * @throws ProblemException if none holds numbers, or the one asked for is not there
     */
    Choice choose(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return new Choice(0, false);
        }
        List<String> first = rows.get(0);
        int column = options.column() == null ? best(rows) : asked(options.column(), first);
        Boolean said = options.header();
        boolean named = options.column() != null && place(options.column()) < 0;
        return new Choice(column, said != null ? said : named || header(rows, column));
    }

    private static int asked(String wanted, List<String> first) {
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).strip().replace("\ufeff", "").equalsIgnoreCase(wanted.strip())) {
                return i;
            }
        }
        int place = place(wanted);
        if (place < 0 || place > first.size()) {
            throw notFound("没有名为 %s 的列", "there is no column %s", wanted);
        }
        return place - 1;
    }

    /** A place from 1; -1 if the text is a name. */
    private static int place(String wanted) {
        return wanted.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(wanted) : -1;
    }

    private int best(List<List<String>> rows) {
        List<String> first = rows.get(0);
        int best = 0;
        double most = 0;
        for (int column = 0; column < first.size(); column++) {
            Double name = named(first.get(column));
            double value = plausible(rows, column) + (name == null ? 0 : name);
            if (value > most) {
                most = value;
                best = column;
            }
        }
        if (most < LEAST && first.size() > 1) {
            throw notFound("找不到号码列，请用 column= 指明%s", "no column holds numbers; name it with column=%s", "");
        }
        return best;
    }

    private static ProblemException notFound(String zh, String en, String name) {
        String shown = name.length() > 40 ? name.substring(0, 40) : name;
        return ProblemException.of(ProblemCode.BAD_PARAMETER, zh, en, shown)
                .with("parameter", "column")
                .with("reason", "number_column_not_found");
    }

    /** How much the cells of a column look like numbers, 0 to 1; a first row that does not is left out. */
    private double plausible(List<List<String>> rows, int column) {
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            double value = column < row.size() ? plausible(row.get(column)) : 0;
            boolean name = i == 0 && value == 0 && rows.size() > 1;
            sum += value;
            counted += name ? 0 : 1;
        }
        return counted == 0 ? 0 : sum / counted;
    }

    /** How much a text looks like somebody's number. */
    double plausible(String cell) {
        try {
            return switch (parser.parse(cell, options.channel(), options.region())
                    .kind()) {
                case WITHHELD, IMPOSSIBLE -> 0;
                case LOCAL_FIXED, EMERGENCY, PUBLIC_SERVICE, CARRIER_SERVICE, SERVICE_96 -> 0.3;
                case SERVICE_95, SERVICE_1010, SENDER_ID -> 0.5;
                default -> 1;
            };
        } catch (RefusedNumberException refused) {
            return refused.reason() == Reason.SCIENTIFIC_NOTATION || refused.reason() == Reason.MASKED ? 0.4 : 0;
        }
    }

    /** How surely a name is that of a column of numbers; null if it is not known. */
    static @Nullable Double named(String cell) {
        return NAMES.get(
                cell.strip().replace("\ufeff", "").toLowerCase(Locale.ROOT).replaceAll("[ _.-]", ""));
    }

    private boolean header(List<List<String>> rows, int column) {
        List<String> first = rows.get(0);
        if (column < first.size() && plausible(first.get(column)) > 0) {
            return false;
        }
        if (first.stream().anyMatch(cell -> named(cell) != null)) {
            return true;
        }
        boolean words = column < first.size() && first.get(column).chars().noneMatch(Character::isDigit);
        return words
                && rows.size() > 1
                && plausible(rows, column) >= LEAST
                && !first.get(column).isBlank();
    }
}
