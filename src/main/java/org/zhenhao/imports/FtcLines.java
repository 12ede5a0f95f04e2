package org.zhenhao.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.report.HistoricReport;
import org.zhenhao.report.RefusedReportException;
import org.zhenhao.report.ReportFactory;
import org.zhenhao.score.Category;

/**
 * Complaints about unwanted calls as the US Federal Trade Commission publishes them (Do Not Call reported calls data), with
 * all columns or reduced to day, number and area code.
 *
 * <p>The complaints name no person, only an area code: each line is taken for a reporter of its own, and the area code for
 * his network. Times are local to places the data does not name; they are read as UTC. A day without a time is its noon.
 */
final class FtcLines implements LineFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DAY_LENGTH = 10;
    private static final String NUMBER = "companyphonenumber";

    private final ReportFactory factory;
    private final String issue;
    private final LongUnaryOperator shift;
    private final RepeatCounter repeats = new RepeatCounter();
    private @Nullable Map<String, Integer> columns;

    /**
     * @param issue names the edition of the data: the same complaint in another edition is another report of the same person
     * @param shift moves the time of a contact, Unix seconds; the identity for a true import
     */
    FtcLines(ReportFactory factory, String issue, LongUnaryOperator shift) {
        this.factory = factory;
        this.issue = issue;
        this.shift = shift;
    }

    @Override
    public @Nullable HistoricReport read(String line) throws RefusedReportException {
        if (line.isBlank()) {
            return null;
        }
        List<String> fields = CsvLine.split(line);
        if (fields == null) {
            throw new RefusedReportException("broken_csv", "引号不成对", "the quotes do not match");
        }
        if (columns == null) {
            columns = CsvLine.header(fields);
            if (!columns.containsKey(NUMBER) || !columns.containsKey("createddate")) {
                columns = null;
                throw new RefusedReportException(
                        "bad_header",
                        "首行须含 Company_Phone_Number 和 Created_Date 列",
                        "the first line has to name Company_Phone_Number and Created_Date");
            }
            return null;
        }
        String digits = CsvLine.field(fields, columns, NUMBER);
        if (!tenDigits(digits)) {
            throw new RefusedReportException("bad_number", "号码不是十位数字", "the number does not have ten digits");
        }
        long at = shift.applyAsLong(time(fields, columns));
        String area = CsvLine.field(fields, columns, "consumerareacode");
        int repeat = repeats.seen(line);
        String identity = repeat == 0 ? line : line + '#' + repeat;
        ReportFactory.Contact contact =
                new ReportFactory.Contact("+1" + digits, "US", Channel.CALL, category(fields, columns), at);
        return factory.complaint(issue, identity, contact, area);
    }

    private static boolean tenDigits(String text) {
        return text.length() == 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long time(List<String> fields, Map<String, Integer> columns) throws RefusedReportException {
        long created = time(CsvLine.field(fields, columns, "createddate"));
        String violation = CsvLine.field(fields, columns, "violationdate");
        if (violation.isEmpty()) {
            return created;
        }
        long happened = time(violation);
        // Nobody complains before the call: such a date is a slip, and the day of the complaint is what is known.
        return happened > created ? created : happened;
    }

    private static long time(String text) throws RefusedReportException {
        try {
            LocalDateTime time =
                    text.length() == DAY_LENGTH ? LocalDate.parse(text).atTime(12, 0) : LocalDateTime.parse(text, TIME);
            return time.toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw new RefusedReportException(
                    "bad_time", "日期格式有误", "a date is neither yyyy-MM-dd nor yyyy-MM-dd HH:mm:ss");
        }
    }

    private static Category category(List<String> fields, Map<String, Integer> columns) {
        if (!columns.containsKey("subject")) {
            // The register is against sales calls; where a file says no more, that is what the complaint is about.
            return Category.TELEMARKETING;
        }
        String subject = CsvLine.field(fields, columns, "subject").toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Category> entry : SUBJECTS) {
            if (subject.startsWith(entry.getKey())) {
                return entry.getValue();
            }
        }
        boolean robocall =
                CsvLine.field(fields, columns, "recordedmessageorrobocall").equalsIgnoreCase("Y");
        return robocall ? Category.ROBOCALL : Category.OTHER_UNWANTED;
    }

    /** How the subjects of the complaint form map to our categories, by their first words. */
    private static final List<Map.Entry<String, Category>> SUBJECTS = List.of(
            Map.entry("calls pretending to be", Category.IMPERSONATION),
            Map.entry("dropped call", Category.SILENT_CALL),
            Map.entry("reducing your debt", Category.TELEMARKETING),
            Map.entry("warranties", Category.TELEMARKETING),
            Map.entry("medical", Category.TELEMARKETING),
            Map.entry("energy", Category.TELEMARKETING),
            Map.entry("vacation", Category.TELEMARKETING),
            Map.entry("home ", Category.TELEMARKETING),
            Map.entry("computer", Category.FRAUD),
            Map.entry("lotteries", Category.FRAUD),
            Map.entry("work from home", Category.FRAUD),
            Map.entry("charities", Category.OTHER_UNWANTED));
}
