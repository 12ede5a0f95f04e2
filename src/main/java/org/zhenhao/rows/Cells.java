package org.zhenhao.rows;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;

/** Writes the value of a column, as CSV or as JSON wants it. Not thread-safe. */
final class Cells {
    private static final int DAY = 86_400;
    private static final String[] HUNDREDTHS = new String[101];

    static {
        for (int i = 0; i < HUNDREDTHS.length; i++) {
            HUNDREDTHS[i] = Double.toString(i / 100.0);
        }
    }

    private final NumberDisplay display;
    private final Language language;
    private final boolean json;
    private final Charset charset;
    private final char separator;

    /**
     * Writes cells for a text.
     *
     * @param display knows carriers and places
     * @param language of texts for people
     */
    Cells(NumberDisplay display, Language language, Layout layout) {
        this.display = display;
        this.language = language;
        this.json = layout.format() == Format.NDJSON;
        this.charset = layout.charset();
        this.separator = layout.separator();
    }

    /** Writes the value for a row that has a verdict. */
    void write(Bytes out, Column column, ParsedNumber number, Opinion opinion) {
        switch (column) {
            case NUMBER -> key(out, number.key());
            case KIND -> word(out, number.kind().wire());
            case REGION -> word(out, number.region());
            case CARRIER -> label(out, display.carrier(number));
            case LOCATION -> label(out, display.place(number));
            case TELLS ->
                text(
                        out,
                        number.tells().stream().map(tell -> tell.type().wire()).collect(Collectors.joining(" ")));
            case ERROR, ERROR_DETAIL -> word(out, null);
            default -> opinion(out, column, opinion);
        }
    }

    private void opinion(Bytes out, Column column, Opinion opinion) {
        switch (column) {
            case LEVEL -> word(out, opinion.level().wire());
            case ACTION -> word(out, opinion.action().wire());
            case SCORE -> out.number(opinion.score());
            case CONFIDENCE -> out.ascii(HUNDREDTHS[(int) Math.round(opinion.confidence() * 100)]);
            case CATEGORY ->
                word(out, opinion.category() == null ? null : opinion.category().wire());
            case NEGATIVE -> out.number(opinion.counts().negative());
            case POSITIVE -> out.number(opinion.counts().positive());
            case FIRST -> day(out, opinion.counts().first());
            case LAST -> day(out, opinion.counts().last());
            case SPOOFED -> out.ascii(Boolean.toString(opinion.spoofed()));
            case STALE -> out.ascii(Boolean.toString(opinion.stale()));
            case REGISTERED -> label(out, opinion.registered());
            default -> block(out, column, opinion.block());
        }
    }

    private void block(Bytes out, Column column, Opinion.@Nullable Block block) {
        if (block == null) {
            word(out, null);
            return;
        }
        switch (column) {
            case BLOCK -> word(out, block.prefix());
            case BLOCK_SCORE -> out.number(block.score());
            default -> out.number(block.numbers());
        }
    }

    /** Writes the value for a row that has none. */
    void refused(Bytes out, Column column, Refusal refusal) {
        switch (column) {
            case ERROR -> word(out, refusal.code());
            case ERROR_DETAIL -> text(out, refusal.text().in(language));
            default -> word(out, null);
        }
    }

    private void day(Bytes out, long seconds) {
        word(
                out,
                seconds == 0
                        ? null
                        : LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY)).toString());
    }

    private void label(Bytes out, @Nullable Label label) {
        if (label == null) {
            word(out, null);
        } else {
            text(out, language == Language.ZH ? label.zh() : label.en());
        }
    }

    /** A number's key: ASCII, but for what impossible shapes and senders may bring. */
    private void key(Bytes out, String key) {
        if (key.charAt(0) == '+') {
            word(out, key);
        } else {
            text(out, key);
        }
    }

    /** A word of ASCII letters and digits. */
    private void word(Bytes out, @Nullable String word) {
        if (!json) {
            if (word != null) {
                out.ascii(word);
            }
        } else if (word == null) {
            out.ascii("null");
        } else {
            out.put('"');
            out.ascii(word);
            out.put('"');
        }
    }

    private void text(Bytes out, String text) {
        out.text(json ? JsonText.quote(text) : csv(text), charset);
    }

    private String csv(String text) {
        String safe = !text.isEmpty() && text.charAt(0) < 128 && CsvSplitter.RISKY[text.charAt(0)] ? "'" + text : text;
        boolean plain = safe.indexOf(separator) < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0;
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
