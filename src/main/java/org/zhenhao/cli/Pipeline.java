package org.zhenhao.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.RowReader;

/**
 * Cuts a text into stretches of whole rows, has several threads screen them, and writes the results in order. Bounded in memory. Not
 * thread-safe.
 *
 * <p>A stretch ends at a line end with an even number of quotes before it. Where none comes for long, a stray quote is to blame: then
 * the row splitter itself says where rows end, one stretch at a time.
 */
final class Pipeline implements AutoCloseable {
    private static final int GIVE_UP = 4 * RowReader.LONGEST_ROW;

    private final boolean quotes;
    private final int chunk;
    private final ExecutorService workers;
    private final BlockingQueue<Chunks> screeners;
    private final Deque<Future<Done>> running = new ArrayDeque<>();
    private final int most;
    private Progress progress = new Progress(0, 0, 0, 0);

    /** Told after each stretch that was written. */
    interface Written {
        /** How far it is since this began. */
        void upTo(Progress progress) throws IOException;
    }

    /**
     * How far it is.
     *
     * @param taken bytes of the text
     * @param written bytes of the result
     * @param rows screened
     * @param refused of these
     */
    record Progress(long taken, long written, long rows, long refused) {
        Progress and(Chunks.Screened more, int bytes) {
            return new Progress(taken + more.taken(), written + bytes, rows + more.rows(), refused + more.refused());
        }
    }

    private record Done(Chunks.Screened screened, ByteArrayOutputStream result) {}

    Pipeline(Layout layout, int threads, int chunk, Supplier<Chunks> screeners) {
        this.quotes = layout.format() == Format.CSV;
        this.chunk = chunk;
        this.most = 2 * threads;
        this.screeners = new ArrayBlockingQueue<>(threads);
        for (int i = 0; i < threads; i++) {
            this.screeners.add(screeners.get());
        }
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "screen");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Screens a text to its end.
     *
     * @param first whether the text begins here, or was screened up to here before
     */
    void run(InputStream in, boolean first, OutputStream out, Written written)
            throws IOException, InterruptedException {
        byte[] data = new byte[chunk];
        int to = 0;
        boolean begun = first;
        boolean ended = false;
        while (!ended || to > 0) {
            int read = to < data.length ? in.readNBytes(data, to, data.length - to) : 0;
            ended |= to + read < data.length;
            to += read;
            int cut = ended ? to : cut(data, to);
            if (cut == 0 && data.length < GIVE_UP) {
                data = Arrays.copyOf(data, data.length * 2);
                continue;
            }
            if (cut == 0) {
                cut = alone(new Chunks.Stretch(data, 0, to), begun, out, written);
            } else {
                while (running.size() >= most) {
                    finish(out, written);
                }
                submit(new Chunks.Stretch(data, 0, cut), begun);
            }
            byte[] rest = new byte[Math.max(chunk, to - cut)];
            System.arraycopy(data, cut, rest, 0, to - cut);
            to -= cut;
            data = rest;
            begun = false;
        }
        while (!running.isEmpty()) {
            finish(out, written);
        }
    }

    private int cut(byte[] data, int to) {
        int best = 0;
        boolean even = true;
        for (int i = 0; i < to; i++) {
            if (data[i] == '"' && quotes) {
                even = !even;
            } else if (data[i] == '\n' && even) {
                best = i + 1;
            }
        }
        return best;
    }

    private void submit(Chunks.Stretch stretch, boolean first) {
        running.add(workers.submit(() -> {
            Chunks screener = screeners.take();
            try {
                // Columns make rows of a list three to four times as long.
                ByteArrayOutputStream result = new ByteArrayOutputStream(stretch.to() * 4);
                Chunks.Screened screened = screener.screen(stretch, first, true, result);
                return new Done(screened, result);
            } finally {
                screeners.add(screener);
            }
        }));
    }

    private void finish(OutputStream out, Written written) throws IOException, InterruptedException {
        Future<Done> next = running.remove();
        try {
            Done done = next.get();
            done.result.writeTo(out);
            advance(done.screened, done.result.size(), written);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private int alone(Chunks.Stretch stretch, boolean first, OutputStream out, Written written)
            throws IOException, InterruptedException {
        while (!running.isEmpty()) {
            finish(out, written);
        }
        Chunks screener = screeners.take();
        try {
            ByteArrayOutputStream result = new ByteArrayOutputStream();
            Chunks.Screened screened = screener.screen(stretch, first, false, result);
            if (screened.taken() == 0) {
                throw new IOException("a row is too long, or this is no text");
            }
            result.writeTo(out);
            advance(screened, result.size(), written);
            return screened.taken();
        } finally {
            screeners.add(screener);
        }
    }

    private void advance(Chunks.Screened screened, int bytes, Written written) throws IOException {
        progress = progress.and(screened, bytes);
        written.upTo(progress);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
