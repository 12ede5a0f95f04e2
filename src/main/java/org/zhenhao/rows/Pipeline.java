package org.zhenhao.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Screens one text with several threads at once and writes its rows in order, in bounded memory. One thread reads and finds where rows
 * begin and end, others screen batches of them; whoever has screened the batch whose turn it is writes it, and those behind it
 * that are done already. Rows are written as soon as all before them are: nothing waits for a batch to be full.
 */
public final class Pipeline {
    private final Executor executor;
    private final RowScreener first;
    private final Object lock = new Object();
    private final Deque<RowScreener> free = new ArrayDeque<>();
    /** Those that are at work or done, in the order of the text. */
    private final Deque<RowScreener> order = new ArrayDeque<>();

    private final OutputStream out;
    private final Flow flow;
    private boolean writing;
    private @Nullable Throwable failure;
    /** Belongs to whoever writes. */
    private Progress progress = new Progress(0, 0, 0, 0);

    /** How the way in and the way out are kept in step. */
    public interface Flow {
        /**
         * Waits until what was written has left, but for a bounded rest. Only the thread that reads waits, so that a slow client holds up
         * no other.
         */
        void awaitRoom() throws IOException;

        /** Told that screening has failed, so that the thread that reads does not wait for more. */
        void failed(Throwable cause);

        /** Told after each piece that was written how far it is since this began, by the threads that write, in order. */
        default void written(Progress progress) throws IOException {}
    }

    /**
     * How far it is.
     *
     * @param taken bytes of the text
     * @param written bytes of the result
     * @param rows screened
     * @param refused of these, as far as that is known here
     */
    public record Progress(long taken, long written, long rows, long refused) {
        private Progress and(RowScreener more) {
            return new Progress(
                    taken + more.taken(), written + more.written(), rows + more.rows(), refused + more.refused());
        }
    }

    /**
     * Makes a pipeline.
     *
     * @param executor runs the work; may run it in any order
     * @param most batches that may be under way; each takes up to some megabytes
     * @param screeners makes them, all alike
     * @param out need not be thread-safe, and must not block for long
     */
    public Pipeline(Executor executor, int most, Supplier<RowScreener> screeners, OutputStream out, Flow flow) {
        this.executor = executor;
        this.out = out;
        this.flow = flow;
        for (int i = 0; i < Math.max(1, most); i++) {
            free.add(screeners.get());
        }
        this.first = free.getFirst();
    }

    /**
     * Screens a text to its end. Returns when all of it is written.
     *
     * @param reader has sniffed
     * @throws IOException if reading or writing fails
     */
    public void run(RowReader reader) throws IOException, InterruptedException {
        run(reader, false);
    }

    /**
     * Screens a text, or the rest of one, to its end.
     *
     * @param reader has sniffed, unless this is a rest
     * @param rest whether what stands before the first row was taken already
     * @throws IOException if reading or writing fails
     */
    public void run(RowReader reader, boolean rest) throws IOException, InterruptedException {
        try {
            boolean begun = rest;
            while (true) {
                if (!begun) {
                    int next = first.begin(reader.data(), reader.from(), reader.to(), reader.ended(), out);
                    begun = next > reader.from() || !first.hasHead();
                    progress = new Progress(next - reader.from(), begun ? first.written() : 0, 0, 0);
                    reader.taken(next);
                }
                if (begun) {
                    submitAll(reader);
                }
                if (reader.ended()) {
                    break;
                }
                reader.more();
            }
            finish();
        } catch (IOException | RuntimeException e) {
            // What went wrong first says more than what that led to.
            if (fail(e) instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void submitAll(RowReader reader) throws IOException, InterruptedException {
        boolean more = true;
        while (more && reader.from() < reader.to()) {
            flow.awaitRoom();
            RowScreener screener = next();
            int taken = screener.take(reader.data(), reader.from(), reader.to(), reader.ended());
            more = taken > reader.from();
            reader.taken(taken);
            synchronized (lock) {
                if (more) {
                    order.add(screener);
                } else {
                    free.addFirst(screener);
                }
            }
            if (more) {
                submit(screener);
            }
        }
    }

    private void submit(RowScreener screener) throws IOException {
        try {
            executor.execute(() -> work(screener));
        } catch (RejectedExecutionException stopping) {
            throw new IOException("the service ends", stopping);
        }
    }

    private RowScreener next() throws IOException, InterruptedException {
        synchronized (lock) {
            while (free.isEmpty() && failure == null) {
                lock.wait();
            }
            check();
            return free.removeFirst();
        }
    }

    private void finish() throws IOException, InterruptedException {
        synchronized (lock) {
            while ((!order.isEmpty() || writing) && failure == null) {
                lock.wait();
            }
            check();
        }
    }

    private void check() throws IOException {
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null) {
            throw new IOException(failure);
        }
    }

    private void work(RowScreener screener) {
        try {
            screener.work();
            synchronized (lock) {
                screener.done = true;
                if (writing || failure != null) {
                    return;
                }
                writing = true;
            }
            write();
        } catch (InterruptedException e) {
            fail(e);
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Writes what is done up to the first batch that is not; by one thread at a time. */
    private void write() throws IOException {
        while (true) {
            RowScreener head;
            synchronized (lock) {
                head = order.peekFirst();
                if (head == null || !head.done || failure != null) {
                    writing = false;
                    lock.notifyAll();
                    return;
                }
                order.removeFirst();
            }
            head.writeTo(out);
            progress = progress.and(head);
            flow.written(progress);
            synchronized (lock) {
                head.done = false;
                free.addLast(head);
                lock.notifyAll();
            }
        }
    }

    /** Ends everything; gives what went wrong first. */
    private Throwable fail(Throwable cause) {
        synchronized (lock) {
            if (failure != null) {
                return failure;
            }
            failure = cause;
            lock.notifyAll();
        }
        flow.failed(cause);
        return cause;
    }
}
