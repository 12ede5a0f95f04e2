package org.zhenhao.imports;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Text;
import org.zhenhao.report.Backfill;
import org.zhenhao.report.HistoricReport;
import org.zhenhao.report.RefusedReportException;

/**
 * Runs one import: the calling thread reads and parses, a second one writes, and a short queue of batches between them
 * keeps memory bounded whatever the size of the file.
 */
final class Importer {
    private static final Logger LOG = Logger.getLogger(Importer.class);
    private static final int LONGEST_LINE = 1 << 16;
    private static final int BATCHES_WAITING = 2;
    private static final Duration SAY_EVERY = Duration.ofSeconds(5);
    private static final List<HistoricReport> END = List.of();

    private final Backfill store;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final ImportProgress progress;
    private final BlockingQueue<List<HistoricReport>> batches = new ArrayBlockingQueue<>(BATCHES_WAITING);
    private volatile @Nullable Exception failure;

    Importer(Backfill store, MeterRegistry metrics, Clock clock, ImportProgress progress) {
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
        this.progress = progress;
    }

    /** Reads the text to its end. What was committed stays, whatever happens; the progress tells how it ended. */
    void run(InputStream in, LineFormat format) {
        Thread storing = new Thread(this::store, "import-writer");
        storing.start();
        String broken = null;
        try (LineReader reader = new LineReader(in, LONGEST_LINE)) {
            read(reader, format);
        } catch (IOException unreadable) {
            broken = "the text could not be read to its end: " + unreadable.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            broken = "the service is ending";
        } finally {
            finish(storing);
        }
        if (failure != null) {
            LOG.errorf("import %s failed: %s", progress.id(), failure);
            broken = "the store failed; what was taken is stored, send the file again to take the rest";
        }
        try {
            // Only the end of an import tells its sender that all of it is stored.
            store.force();
        } catch (SQLException unforced) {
            broken = "the store failed; send the file again";
        }
        progress.end(
                broken == null ? ImportProgress.State.DONE : ImportProgress.State.FAILED,
                clock.instant().getEpochSecond(),
                broken);
        say("ended");
    }

    private void read(LineReader reader, LineFormat format) throws IOException, InterruptedException {
        int batchSize = store.batchSize();
        List<HistoricReport> batch = new ArrayList<>(batchSize);
        long saidAt = System.nanoTime();
        while (failure == null) {
            String line;
            try {
                line = reader.next();
                if (line == null) {
                    break;
                }
                progress.line();
                HistoricReport report = format.read(line);
                if (report != null) {
                    batch.add(report);
                }
            } catch (LineReader.LineTooLongException tooLong) {
                progress.line();
                refuse(reader, "line_too_long", Text.of("该行超过 %d 字节", "the line has more than %d bytes", LONGEST_LINE));
            } catch (RefusedReportException refused) {
                refuse(reader, refused.code(), refused.text());
            }
            if (batch.size() == batchSize) {
                batches.put(batch);
                batch = new ArrayList<>(batchSize);
            }
            if (System.nanoTime() - saidAt > SAY_EVERY.toNanos()) {
                saidAt = System.nanoTime();
                say("running");
            }
        }
        if (!batch.isEmpty()) {
            batches.put(batch);
        }
    }

    private void refuse(LineReader reader, String code, Text detail) {
        progress.refuse(reader.number(), code, detail);
        count("refused", 1);
    }

    private void count(String outcome, long lines) {
        metrics.counter("zhenhao.import.lines", "outcome", outcome).increment(lines);
    }

    private void store() {
        try {
            for (List<HistoricReport> batch = batches.take(); batch != END; batch = batches.take()) {
                if (failure == null) {
                    store(batch);
                }
            }
        } catch (InterruptedException interrupted) {
            failure = interrupted;
        }
    }

    private void store(List<HistoricReport> batch) {
        try {
            int news = store.store(batch);
            progress.stored(batch.size(), news);
            count("taken", news);
            count("doubled", batch.size() - news);
        } catch (SQLException | RuntimeException broken) {
            failure = broken;
        }
    }

    private void finish(Thread storing) {
        boolean interrupted = false;
        while (true) {
            try {
                if (batches.offer(END, 1, TimeUnit.SECONDS) || !storing.isAlive()) {
                    storing.join();
                    break;
                }
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String what) {
        ImportProgress.Snapshot now = progress.snapshot();
        LOG.infof(
                "import %s %s: %,d lines, %,d taken, %,d doubled, %,d refused",
                now.id(), what, now.lines(), now.taken(), now.doubled(), now.refused());
    }
}
