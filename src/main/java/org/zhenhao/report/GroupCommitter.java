package org.zhenhao.report;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.store.DiskRoom;

/**
 * Commits reports in groups: requests queue in a bounded buffer, one thread drains it into one transaction after the
 * other, and each request is answered after its commit. While a transaction commits, the next group gathers, so that the
 * groups grow by themselves under load and a lone report waits for nobody.
 */
final class GroupCommitter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommitter.class);
    private static final long IDLE_MILLIS = 200;

    private final WriteSide side;
    private final ReportWriter writer;
    private final Consumer<List<ChangedItem>> published;
    private final IntakeMetrics metrics;
    private final BlockingQueue<Pending> buffer;
    private final int largestGroup;
    private final long budgetMillis;
    private final Thread thread;
    private final Runnable lacking = this::refuseAll;
    private volatile boolean closing;
    private volatile List<Pending> underWay = List.of();
    /** When the commit under way began, {@link System#nanoTime}; meaningless while none is. */
    private volatile long since;

    GroupCommitter(
            WriteSide side,
            ReportWriter writer,
            Consumer<List<ChangedItem>> published,
            IntakeMetrics metrics,
            IntakeConfig config) {
        this.side = side;
        this.writer = writer;
        this.published = published;
        this.metrics = metrics;
        this.buffer = new ArrayBlockingQueue<>(config.buffer());
        this.largestGroup = config.largestGroup();
        this.budgetMillis = Math.max(1, config.budget().toMillis());
        DiskRoom.whenLacking(lacking);
        this.thread = new Thread(this::run, "report-committer");
        metrics.watchBuffer(buffer);
        thread.start();
    }

    private record Pending(Submission submission, CompletableFuture<Submission.Result> answer) {}

    /**
     * Queues a report.
     *
     * @return what became of it, once it is committed; fails if it was not, or if that is not known in time; null at once if
     *     the buffer is full, or nothing can be stored now
     */
    @Nullable
    CompletionStage<Submission.Result> submit(Submission submission) {
        Pending pending = new Pending(submission, new CompletableFuture<>());
        if (closing
                || stuck(TimeUnit.MILLISECONDS.toNanos(budgetMillis))
                || DiskRoom.lacking()
                || !buffer.offer(pending)) {
            return null;
        }
        // A store may hang for good; whoever waits is told, and may send the report again: it counts once. After others
        // have waited in vain nobody is let in, so that all that waits for such a store is bounded in time too.
        return pending.answer.orTimeout(budgetMillis, TimeUnit.MILLISECONDS);
    }

    /** Whether a commit has been under way for so many nanoseconds. */
    boolean stuck(long nanos) {
        return !underWay.isEmpty() && System.nanoTime() - since > nanos;
    }

    /** Tells whoever waits that nothing can be stored now: what was being committed may yet be, and counts once. */
    private void refuseAll() {
        List<Pending> waiting = new ArrayList<>(underWay);
        buffer.drainTo(waiting);
        for (Pending pending : waiting) {
            pending.answer.completeExceptionally(new SQLException("the disk under the store is full"));
        }
    }

    private void run() {
        List<Pending> group = new ArrayList<>(largestGroup);
        while (!closing || !buffer.isEmpty()) {
            try {
                Pending first = buffer.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    buffer.drainTo(group, largestGroup - 1);
                    since = System.nanoTime();
                    underWay = List.copyOf(group);
                    commit(group);
                    underWay = List.of();
                    group.clear();
                }
            } catch (InterruptedException interrupted) {
                closing = true;
            }
        }
    }

    private void commit(List<Pending> group) {
        List<Submission> submissions = new ArrayList<>(group.size());
        group.forEach(pending -> submissions.add(pending.submission));
        long start = System.nanoTime();
        try {
            Written written = writer.write(submissions);
            side.force();
            metrics.committed(written.stored(), Duration.ofNanos(System.nanoTime() - start));
            metrics.acted(written.acts());
            published.accept(written.changed());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer.complete(written.results().get(i));
            }
        } catch (SQLException failure) {
            refuse(group, failure);
        } catch (RuntimeException failure) {
            alone(group, failure);
        }
    }

    /** What one report breaks must not fall on those that happened to queue beside it. */
    private void alone(List<Pending> group, RuntimeException failure) {
        if (group.size() == 1) {
            refuse(group, failure);
        } else {
            group.forEach(pending -> commit(List.of(pending)));
        }
    }

    private void refuse(List<Pending> group, Exception failure) {
        metrics.failed(group.size());
        LOG.errorf("a group of %,d reports could not be stored: %s", group.size(), failure);
        for (Pending pending : group) {
            pending.answer.completeExceptionally(failure);
        }
    }

    /** Commits what is queued, then ends the thread. Reports that come later are turned away. */
    @Override
    public void close() {
        closing = true;
        DiskRoom.forget(lacking);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
