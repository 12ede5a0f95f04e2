package org.zhenhao.rows;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How a text is made, as it was said or found out.
 *
 * @param format how rows are written
 * @param charset of CSV and lines; NDJSON is UTF-8
 * @param separator between cells, one ASCII character; only for CSV
 * @param header whether the first row holds names
 * @param bom bytes of the byte order mark that the text begins with, 0 or 3
 * @param column place of the number among the cells, from 0
 * @param names of the columns in the first row if it is a header; for NDJSON, of the members of the first row
 * @param member name of the number's member in NDJSON
 * @param columns how many cells the first row has
 */
public record Layout(
        Format format,
        Charset charset,
        char separator,
        boolean header,
        int bom,
        int column,
        List<String> names,
        String member,
        int columns) {}
