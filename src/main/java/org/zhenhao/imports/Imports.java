package org.zhenhao.imports;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.zhenhao.report.ReportFactory;
import org.zhenhao.report.Reporting;

/** Runs imports and remembers how they went. Thread-safe. */
@ApplicationScoped
class Imports {
    private static final int AT_ONCE = 2;
    private static final int REMEMBERED = 100;

    private final Reporting reporting;
    private final ImportTable table;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Semaphore running = new Semaphore(AT_ONCE);
    private final Map<UUID, ImportProgress> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, ImportProgress> eldest) {
            return size() > REMEMBERED;
        }
    };

    Imports(Reporting reporting, ImportTable table, Clock clock, MeterRegistry metrics) {
        this.reporting = reporting;
        this.table = table;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The formats an import may have. */
    enum Format {
        REPORTS("reports"),
        FTC_DNC("ftc-dnc");

        private final String word;

        Format(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static @Nullable Format of(String word) {
            for (Format format : values()) {
                if (format.word.equals(word)) {
                    return format;
                }
            }
            return null;
        }
    }

    /**
     * Imports a text to its end. Blocks.
     *
     * @return how it went, or null if too many imports run
     */
    ImportProgress.@Nullable Snapshot run(String client, Format format, String region, InputStream in) {
        ReportFactory factory = reporting.factory(client);
        return run(
                client,
                format.word(),
                in,
                switch (format) {
                    case REPORTS -> new ReportLines(factory, region);
                    case FTC_DNC -> new FtcLines(factory, "", LongUnaryOperator.identity());
                });
    }

    ImportProgress.@Nullable Snapshot run(String client, String name, InputStream in, LineFormat format) {
        if (!running.tryAcquire()) {
            return null;
        }
        try {
            ImportProgress progress = new ImportProgress(
                    UUID.randomUUID(), client, name, clock.instant().getEpochSecond());
            remember(progress);
            table.insert(progress.snapshot());
            new Importer(reporting.backfill(), metrics, clock, progress).run(in, format);
            ImportProgress.Snapshot end = progress.snapshot();
            table.end(end);
            return end;
        } finally {
            running.release();
        }
    }

    private void remember(ImportProgress progress) {
        synchronized (recent) {
            recent.put(progress.id(), progress);
        }
    }

    /** How an import goes or went, or null if there was none with this id. Blocks. */
    ImportProgress.@Nullable Snapshot find(UUID id) {
        ImportProgress progress;
        synchronized (recent) {
            progress = recent.get(id);
        }
        return progress != null ? progress.snapshot() : table.find(id);
    }

    /** The imports of this service, the newest first, at most a hundred. Blocks. */
    List<ImportProgress.Snapshot> list() {
        return table.newest(REMEMBERED).stream()
                .map(stored -> {
                    ImportProgress.Snapshot now = find(stored.id());
                    return now == null ? stored : now;
                })
                .toList();
    }
}
