package org.zhenhao.report;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.zhenhao.reputation.ChangedItem;

/**
 * The way of one file of historic reports into the store: large transactions, and judgements by the time that the reports have
 * reached. Used by one thread; every method blocks.
 */
public final class Backfill {
    private final WriteSide side;
    private final ReportWriter writer;
    private final Consumer<List<ChangedItem>> published;
    private final IntakeMetrics metrics;
    private final int batchSize;
    private final ImportClock clock = new ImportClock();

    Backfill(
            WriteSide side,
            ReportWriter writer,
            Consumer<List<ChangedItem>> published,
            IntakeMetrics metrics,
            int batchSize) {
        this.side = side;
        this.writer = writer;
        this.published = published;
        this.metrics = metrics;
        this.batchSize = batchSize;
    }

    /** How many reports are to be stored at once. */
    public int batchSize() {
        return batchSize;
    }

    /**
     * Stores reports in one transaction. When this returns it is committed, and durable after {@link #force}.
     *
     * @return how many of them were new
     * @throws SQLException if the store fails; none of them is stored then
     */
    public int store(List<HistoricReport> reports) throws SQLException {
        List<Submission> batch = new ArrayList<>(reports.size());
        for (HistoricReport report : reports) {
            batch.add(new Submission((Report) report, null));
        }
        Written written = writer.write(batch, clock);
        metrics.acted(written.acts());
        published.accept(written.changed());
        return written.stored();
    }

    /**
     * Returns when all that was stored survives the end of the process.
     *
     * @throws SQLException if the store fails
     */
    public void force() throws SQLException {
        side.force();
    }
}
