package org.zhenhao.rows;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.problem.Language;

/**
 * What was said about a text and what is to be made of it; whatever is null is found out.
 *
 * @param format how rows are written
 * @param column of the numbers: its name, or its place from 1
 * @param header whether the first row holds names
 * @param separator between cells
 * @param charset of the text
 * @param columns to add, in order
 * @param region ISO 3166 code for numbers without a country code, upper case
 * @param channel how the contacts were made
 * @param language of texts for people
 * @param defuse whether cells that a spreadsheet would run are made harmless
 */
public record Options(
        @Nullable Format format,
        @Nullable String column,
        @Nullable Boolean header,
        @Nullable Character separator,
        @Nullable Charset charset,
        List<Column> columns,
        String region,
        Channel channel,
        Language language,
        boolean defuse) {

    /** Everything found out, calls in China, the usual columns. */
    public static Options usual(Language language) {
        return new Options(null, null, null, null, null, Column.USUAL, "CN", Channel.CALL, language, true);
    }
}
