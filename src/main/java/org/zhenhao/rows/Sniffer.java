package org.zhenhao.rows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Finds out how a text is made from its beginning. Stateless. */
final class Sniffer {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char[] SEPARATORS = {',', '\t', ';', '|'};
    private static final int ROWS = 50;

    private final NumberParser parser;
    private final Options options;

    Sniffer(NumberParser parser, Options options) {
        this.parser = parser;
        this.options = options;
    }

    /**
     * The layout of a text.
     *
     * @param head its first bytes; the last row of them counts only if it is whole or the text ends there
     * @throws ProblemException if no column of numbers can be told, or the named one is not there
     */
    Layout sniff(byte[] head, int size, boolean whole) {
        if (size >= 2
                && ((head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff
                        || (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe)) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "不支持 UTF-16，请存为 UTF-8 或 GB18030",
                    "UTF-16 is not read here; save it as UTF-8 or GB18030");
        }
        int bom = size >= 3 && (head[0] & 0xff) == 0xef && (head[1] & 0xff) == 0xbb && (head[2] & 0xff) == 0xbf ? 3 : 0;
        Charset charset = options.charset() != null ? options.charset() : charset(head, size);
        Format format = options.format() != null ? options.format() : format(head, bom, size);
        if (format == Format.NDJSON) {
            return objects(head, bom, size, whole);
        }
        char separator = format == Format.LINES ? ',' : separator(head, bom, size);
        List<List<String>> rows = rows(head, bom, size, whole, new Cut(format, charset, separator));
        ColumnFinder.Choice choice = new ColumnFinder(parser, options).choose(rows);
        List<String> first = rows.isEmpty() ? List.of() : rows.get(0);
        return new Layout(
                format,
                charset,
                separator,
                choice.header(),
                bom,
                choice.column(),
                choice.header() ? List.copyOf(first) : List.of(),
                "",
                Math.max(1, first.size()));
    }

    private record Cut(Format format, Charset charset, char separator) {}

    private Layout objects(byte[] head, int bom, int size, boolean whole) {
        List<List<String>> lines = rows(head, bom, size, whole, new Cut(Format.LINES, StandardCharsets.UTF_8, ','));
        MemberFinder.Choice choice = new MemberFinder(parser, options)
                .choose(lines.stream().map(line -> line.get(0)).toList());
        return new Layout(
                Format.NDJSON,
                StandardCharsets.UTF_8,
                ',',
                false,
                bom,
                0,
                choice.names(),
                choice.member(),
                choice.names().size());
    }

    private static Charset charset(byte[] head, int size) {
        // The last character may be cut off: at most three bytes of it are here.
        for (int cut = 0; cut <= 3 && cut <= size; cut++) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(head, 0, size - cut));
                return StandardCharsets.UTF_8;
            } catch (CharacterCodingException e) {
                // Not with this end.
            }
        }
        return GB18030;
    }

    private Format format(byte[] head, int from, int size) {
        int at = from;
        while (at < size && (head[at] == ' ' || head[at] == '\t' || head[at] == '\r' || head[at] == '\n')) {
            at++;
        }
        if (at < size && head[at] == '{') {
            return Format.NDJSON;
        }
        if (options.separator() != null || options.column() != null) {
            return Format.CSV;
        }
        int end = Math.min(size, from + (1 << 14));
        for (int i = from; i < end; i++) {
            byte b = head[i];
            boolean quoted = b == '"' && (i == from || head[i - 1] == '\n');
            if (quoted
                    || b == ','
                    || b == '\t'
                    || b == ';' && cellsEverywhere(head, from, size, ';')
                    || b == '|' && cellsEverywhere(head, from, size, '|')) {
                return Format.CSV;
            }
        }
        return Format.LINES;
    }

    /** Whether the first two lines both have a character: a semicolon also stands in URIs. */
    private static boolean cellsEverywhere(byte[] head, int from, int size, char separator) {
        int first = Splitter.lineFeed(head, from, size);
        int second = Splitter.lineFeed(head, Math.min(size, first + 1), size);
        int count = count(head, from, first, separator);
        return count > 0 && (first + 1 >= size || count(head, first + 1, second, separator) == count);
    }

    private char separator(byte[] head, int from, int size) {
        if (options.separator() != null) {
            return options.separator();
        }
        int end = Splitter.lineFeed(head, from, size);
        char best = ',';
        int most = 0;
        for (char separator : SEPARATORS) {
            int count = count(head, from, end, separator);
            if (count > most) {
                best = separator;
                most = count;
            }
        }
        return best;
    }

    /** How often a character stands outside of quotes. */
    private static int count(byte[] head, int from, int to, char wanted) {
        int count = 0;
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            if (head[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && head[i] == wanted) {
                count++;
            }
        }
        return count;
    }

    private static List<List<String>> rows(byte[] head, int from, int size, boolean whole, Cut cut) {
        List<List<String>> rows = new ArrayList<>();
        Batch batch = new Batch();
        batch.clear(head);
        Splitter splitter =
                cut.format == Format.LINES ? new LineSplitter() : new CsvSplitter(cut.separator, 0, cut.charset);
        int at = from;
        while (at < size && rows.size() < ROWS) {
            batch.clear(head);
            int next = splitter.row(batch, at, size, whole);
            if (next < 0) {
                break;
            }
            String text = new String(head, at, batch.end[0] - at, cut.charset);
            rows.add(cut.format == Format.LINES ? List.of(text) : CsvCells.of(text, cut.separator));
            at = next;
        }
        return rows;
    }
}
