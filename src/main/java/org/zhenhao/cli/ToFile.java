package org.zhenhao.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.Text;
import org.zhenhao.rows.Unpacked;

/** A screening whose result grows in a file and can go on after a break. */
final class ToFile {
    private static final long KEEP_EVERY_NANOS = 1_000_000_000L;

    private final Screening screening;
    private final Path file;
    private final Talk talk;

    /**
     * Screens a file.
     *
     * @param screening screens it
     * @param file the list, packed or not
     */
    ToFile(Screening screening, Path file, Talk talk) {
        this.screening = screening;
        this.file = file;
        this.talk = talk;
    }

    /** Where and how people are spoken to, if at all. */
    record Talk(PrintStream messages, Language spoken, boolean quiet) {
        void say(String zh, String en, Object... arguments) {
            if (!quiet) {
                messages.println(Text.of(zh, en, arguments).in(spoken));
            }
        }
    }

    /**
     * Screens from where an earlier try at the same thing ended.
     *
     * @param identity whatever would make the rest of the result differ from its beginning
     */
    void run(Path result, String identity) throws IOException, InterruptedException {
        Checkpoint known = Checkpoint.of(result, identity);
        Checkpoint from = known == null ? new Checkpoint(identity, 0, 0, 0, 0) : known;
        if (known != null) {
            talk.say("接着上次的进度：已完成 %,d 行", "Going on after %,d rows", from.rows());
        }
        Checkpoint[] now = {from};
        ProgressBar bar = new ProgressBar(talk.messages, Files.size(file), 0);
        try (Counted raw = new Counted(Files.newInputStream(file));
                InputStream in = Unpacked.of(raw);
                FileChannel grown = FileChannel.open(
                        Checkpoint.growing(result), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            grown.truncate(from.written());
            grown.position(from.written());
            in.skipNBytes(from.taken());
            OutputStream growing = Channels.newOutputStream(grown);
            long[] kept = {System.nanoTime()};
            screening.run(in, from.taken() > 0, growing, progress -> {
                now[0] = from.and(progress);
                if (System.nanoTime() - kept[0] > KEEP_EVERY_NANOS) {
                    kept[0] = System.nanoTime();
                    grown.force(false);
                    now[0].keep(result);
                }
                if (!talk.quiet) {
                    bar.show(raw.count, now[0].rows());
                }
            });
        }
        Checkpoint.finish(result);
        if (!talk.quiet) {
            bar.end(now[0].rows());
            talk.say(
                    "%,d 行，其中 %,d 行无法识别号码；结果：%s",
                    "%,d rows, %,d of them without a readable number: %s", now[0].rows(), now[0].refused(), result);
        }
    }

    /** Counts what is read of the file itself, packed or not. */
    private static final class Counted extends FilterInputStream {
        private volatile long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            add(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int some = super.read(buffer, offset, length);
            add(Math.max(0, some));
            return some;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread reads the file.
        private void add(int more) {
            count += more;
        }
    }
}
