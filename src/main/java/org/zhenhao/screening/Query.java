package org.zhenhao.screening;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.rows.Column;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Options;

/** Reads the parameters of a request for screening. */
final class Query {
    private static final int LONGEST = 200;

    private Query() {}

    /**
     * What the request says of its text.
     *
     * @throws ProblemException if a parameter is none of what it may be
     */
    static Options options(HttpServerRequest request, NumberParser parser) {
        String type = request.getHeader("Content-Type");
        String region = or(request, "region", "CN").toUpperCase(Locale.ROOT);
        if (!region.equals("CN") && !parser.supports(region)) {
            throw bad("region", "CN, US, GB … (ISO 3166)");
        }
        return new Options(
                format(request, type),
                parameter(request, "column"),
                flag(request, "header"),
                separator(request, type),
                charset(request),
                Column.list(or(request, "columns", "")),
                region,
                channel(request),
                Language.of(request.getHeader("Accept-Language")),
                !Boolean.FALSE.equals(flag(request, "spreadsheet")));
    }

    static @Nullable String parameter(HttpServerRequest request, String name) {
        String value = request.getParam(name);
        if (value != null && value.length() > LONGEST) {
            throw bad(name, "…");
        }
        return value == null || value.isBlank() ? null : value;
    }

    private static String or(HttpServerRequest request, String name, String otherwise) {
        String value = parameter(request, name);
        return value == null ? otherwise : value;
    }

    private static @Nullable Format format(HttpServerRequest request, @Nullable String contentType) {
        String said = parameter(request, "format");
        if (said != null && !said.equals("auto")) {
            Format format = Format.of(said);
            if (format == null) {
                throw bad("format", "csv, tsv, ndjson, lines, auto");
            }
            return format;
        }
        return switch (type(contentType)) {
            case "text/csv", "text/tab-separated-values" -> Format.CSV;
            case "application/x-ndjson", "application/jsonl", "application/x-jsonlines" -> Format.NDJSON;
            default -> null;
        };
    }

    /** A media type without its parameters. */
    static String type(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Character separator(HttpServerRequest request, @Nullable String contentType) {
        String said = parameter(request, "separator");
        if (said == null) {
            boolean tabs = "tsv".equals(request.getParam("format"))
                    || type(contentType).equals("text/tab-separated-values");
            return tabs ? '\t' : null;
        }
        return switch (said) {
            case ",", "comma" -> ',';
            case ";", "semicolon" -> ';';
            case "|", "pipe" -> '|';
            case "\t", "tab" -> '\t';
            default -> throw bad("separator", "comma, semicolon, tab, pipe");
        };
    }

    private static @Nullable Charset charset(HttpServerRequest request) {
        String said = parameter(request, "charset");
        if (said == null) {
            return null;
        }
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "utf-8", "utf8" -> StandardCharsets.UTF_8;
            case "gb18030", "gbk", "gb2312" -> Charset.forName("GB18030");
            default -> throw bad("charset", "utf-8, gb18030");
        };
    }

    private static @Nullable Boolean flag(HttpServerRequest request, String name) {
        String said = parameter(request, name);
        if (said == null || said.equals("auto")) {
            return null;
        }
        return switch (said) {
            case "true", "yes", "1" -> Boolean.TRUE;
            case "false", "no", "0" -> Boolean.FALSE;
            default -> throw bad(name, "true, false, auto");
        };
    }

    private static Channel channel(HttpServerRequest request) {
        try {
            return Channel.of(or(request, "channel", "call"));
        } catch (IllegalArgumentException e) {
            throw bad("channel", "call, sms");
        }
    }

    static ProblemException bad(String parameter, String words) {
        return ProblemException.of(ProblemCode.BAD_PARAMETER, "%s 只能是：%s", "%s is one of: %s", parameter, words)
                .with("parameter", parameter);
    }
}
