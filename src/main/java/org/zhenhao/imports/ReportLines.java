package org.zhenhao.imports;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.report.HistoricReport;
import org.zhenhao.report.RefusedReportException;
import org.zhenhao.report.ReportFactory;
import org.zhenhao.score.Category;

/** Our own format of historic reports, one a line: NDJSON, or CSV with a header. The first line that says anything decides which. */
final class ReportLines implements LineFormat {
    private static final ObjectReader JSON = new ObjectMapper().readerFor(Line.class);

    private final ReportFactory factory;
    private final String defaultRegion;
    private @Nullable Boolean json;
    private @Nullable Map<String, Integer> columns;

    ReportLines(ReportFactory factory, String defaultRegion) {
        this.factory = factory;
        this.defaultRegion = defaultRegion;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Line(
            @Nullable String id,
            @Nullable String number,
            @Nullable String region,
            @Nullable String channel,
            @Nullable String category,
            @Nullable String occurredAt,
            @Nullable String reporter,
            @Nullable String network) {}

    @Override
    public @Nullable HistoricReport read(String text) throws RefusedReportException {
        if (text.isBlank()) {
            return null;
        }
        if (json == null) {
            json = text.stripLeading().startsWith("{");
        }
        Line line = json ? fromJson(text) : fromCsv(text);
        return line == null ? null : report(line);
    }

    private static Line fromJson(String text) throws RefusedReportException {
        try {
            Line line = JSON.readValue(text);
            if (line == null) {
                throw new RefusedReportException("broken_json", "该行为 null", "the line is null");
            }
            return line;
        } catch (JsonProcessingException malformed) {
            throw new RefusedReportException(
                    "broken_json", "该行不是符合说明的 JSON 对象", "the line is not a JSON object of the documented form");
        }
    }

    private @Nullable Line fromCsv(String text) throws RefusedReportException {
        List<String> fields = CsvLine.split(text);
        if (fields == null) {
            throw new RefusedReportException("broken_csv", "引号不成对", "the quotes do not match");
        }
        if (columns == null) {
            Map<String, Integer> header = CsvLine.header(fields);
            if (!header.containsKey("number") || !header.containsKey("category") || !header.containsKey("occurredat")) {
                throw new RefusedReportException(
                        "bad_header",
                        "首行须含 number、category 和 occurredAt 列",
                        "the first line has to name number, category and occurredAt");
            }
            columns = header;
            return null;
        }
        return new Line(
                csv(fields, "id"),
                csv(fields, "number"),
                csv(fields, "region"),
                csv(fields, "channel"),
                csv(fields, "category"),
                csv(fields, "occurredat"),
                csv(fields, "reporter"),
                csv(fields, "network"));
    }

    private @Nullable String csv(List<String> fields, String name) {
        String value = columns == null ? "" : CsvLine.field(fields, columns, name);
        return value.isEmpty() ? null : value;
    }

    private HistoricReport report(Line line) throws RefusedReportException {
        Category category = line.category == null ? null : Category.ofWire(line.category);
        if (category == null) {
            throw new RefusedReportException(
                    "bad_category", "category 缺失或不在说明之列", "category is missing or none of the documented ones");
        }
        ReportFactory.Contact contact = new ReportFactory.Contact(
                required(line.number, "number"),
                line.region == null ? defaultRegion : line.region,
                channel(line.channel),
                category,
                time(required(line.occurredAt, "occurredAt")));
        if (line.reporter == null && line.id == null) {
            throw new RefusedReportException(
                    "no_reporter", "须有 reporter，至少有 id", "a line needs a reporter or at least an id");
        }
        return factory.imported(line.id, contact, line.reporter, line.network);
    }

    private static String required(@Nullable String value, String name) throws RefusedReportException {
        if (value == null) {
            throw new RefusedReportException("field_missing", "缺少 " + name, name + " is missing");
        }
        return value;
    }

    private static Channel channel(@Nullable String word) throws RefusedReportException {
        if (word == null) {
            return Channel.CALL;
        }
        try {
            return Channel.of(word);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedReportException(
                    "bad_channel", "channel 只能是 call 或 sms", "channel is neither call nor sms");
        }
    }

    private static long time(String text) throws RefusedReportException {
        try {
            return OffsetDateTime.parse(text).toEpochSecond();
        } catch (DateTimeException malformed) {
            throw new RefusedReportException(
                    "bad_time", "occurredAt 不是 RFC 3339 时间", "occurredAt is not an RFC 3339 time");
        }
    }
}
