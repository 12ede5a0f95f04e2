package org.zhenhao.screening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import org.zhenhao.number.Channel;
import org.zhenhao.problem.Language;
import org.zhenhao.rows.Column;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;

/**
 * How a job's text is made and what was asked for, in the plain form that the store keeps.
 *
 * @param upload the format that was sent, which the text may have been made from: csv, tsv, ndjson, lines, xlsx, parquet
 */
record Setup(
        String upload,
        Format format,
        String charset,
        char separator,
        boolean header,
        int bom,
        int column,
        List<String> names,
        String member,
        int columns,
        String added,
        String region,
        Channel channel,
        Language language,
        boolean defuse) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Setup of(String upload, Layout layout, Options options) {
        return new Setup(
                upload,
                layout.format(),
                layout.charset().name(),
                layout.separator(),
                layout.header(),
                layout.bom(),
                layout.column(),
                layout.names(),
                layout.member(),
                layout.columns(),
                options.columns().stream().map(Column::wire).collect(Collectors.joining(",")),
                options.region(),
                options.channel(),
                options.language(),
                options.defuse());
    }

    Layout layout() {
        return new Layout(
                format, Charset.forName(charset), separator, header, bom, column, List.copyOf(names), member, columns);
    }

    Options options() {
        return new Options(format, null, null, null, null, Column.list(added), region, channel, language, defuse);
    }

    /** The names of the added columns. */
    List<String> addedNames() {
        return Column.names(Column.list(added), names);
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Setup read(String json) {
        try {
            return JSON.readValue(json, Setup.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
