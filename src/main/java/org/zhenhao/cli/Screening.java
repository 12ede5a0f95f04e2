package org.zhenhao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.zhenhao.number.NumberParser;
import org.zhenhao.rows.Options;
import org.zhenhao.rows.Pipeline;
import org.zhenhao.rows.RowReader;
import org.zhenhao.rows.RowScreener;

/** Screens a text, or the rest of one, with several threads. */
final class Screening implements AutoCloseable {
    private final ExecutorService threads;
    private final int abreast;
    private final Supplier<RowScreener> screeners;
    private final NumberParser parser;
    private final Options options;

    /** Told after each piece that was written how far it is. */
    interface Written {
        void upTo(Pipeline.Progress progress) throws IOException;
    }

    Screening(int threads, Supplier<RowScreener> screeners, NumberParser parser, Options options) {
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "screen");
            thread.setDaemon(true);
            return thread;
        });
        this.abreast = 2 * threads + 1;
        this.screeners = screeners;
        this.parser = parser;
        this.options = options;
    }

    /**
     * Screens a text to its end.
     *
     * @param rest whether it was screened up to here before
     */
    void run(InputStream in, boolean rest, OutputStream out, Written written) throws IOException, InterruptedException {
        RowReader reader = new RowReader(in);
        if (!rest) {
            reader.sniff(parser, options);
        }
        new Pipeline(threads, abreast, screeners, out, new Step(written)).run(reader, rest);
    }

    /** Files take what they are given. */
    private record Step(Written told) implements Pipeline.Flow {
        @Override
        public void awaitRoom() {}

        @Override
        public void failed(Throwable cause) {}

        @Override
        public void written(Pipeline.Progress progress) throws IOException {
            told.upTo(progress);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
