package org.zhenhao.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.score.Action;
import org.zhenhao.score.Level;

/** Screens texts with a judge that knows nothing but numbers that end in 7, which it calls high. */
final class Texts {
    static final NumberParser PARSER = NumberParser.create();
    private static final RowScreener.Words WORDS = new RowScreener.Words(PARSER, NumberDisplay.create());
    private static final Opinion UNKNOWN = opinion(Level.UNKNOWN, Action.ALLOW, 12, 0, true);
    private static final Opinion HIGH = opinion(Level.HIGH, Action.BLOCK, 91, 0.84, false);

    private Texts() {}

    private static Opinion opinion(Level level, Action action, int score, double confidence, boolean shared) {
        return new Opinion(
                level, action, score, confidence, null, false, Opinion.Counts.NONE, null, null, false, shared);
    }

    static void judge(Batch batch) {
        for (int row = 0; row < batch.size(); row++) {
            ParsedNumber number = batch.number(row);
            if (number != null) {
                batch.answer(row, number.key().endsWith("7") ? HIGH : UNKNOWN);
            }
        }
    }

    static String screen(String text, Options options) throws IOException, InterruptedException {
        return screen(text, StandardCharsets.UTF_8, options);
    }

    static String screen(String text, Charset charset, Options options) throws IOException, InterruptedException {
        return new String(screen(new ByteArrayInputStream(text.getBytes(charset)), options), charset);
    }

    static byte[] screen(InputStream text, Options options) throws IOException, InterruptedException {
        RowReader reader = new RowReader(Unpacked.of(text));
        Layout layout = reader.sniff(PARSER, options);
        RowScreener screener = new RowScreener(layout, options, WORDS, Texts::judge, batch -> {});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean first = true;
        while (true) {
            int taken = screener.screen(reader.data(), reader.from(), reader.to(), first, reader.ended(), out);
            first = first && taken == reader.from();
            reader.taken(taken);
            if (reader.ended()) {
                return out.toByteArray();
            }
            reader.more();
        }
    }
}
