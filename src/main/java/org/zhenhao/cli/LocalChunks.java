package org.zhenhao.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.zhenhao.rows.Batch;
import org.zhenhao.rows.Judge;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;
import org.zhenhao.rows.RowScreener;

/** Screens stretches by a judge in this process. Not thread-safe. */
final class LocalChunks implements Chunks {
    private final RowScreener screener;
    private long rows;
    private long refused;

    LocalChunks(Layout layout, Options options, RowScreener.Words words, Judge judge) {
        this.screener = new RowScreener(layout, options, words, judge, this::count);
    }

    private void count(Batch batch) {
        rows += batch.size();
        for (int row = 0; row < batch.size(); row++) {
            refused += batch.refusal(row) == null ? 0 : 1;
        }
    }

    @Override
    public Screened screen(Stretch stretch, boolean first, boolean last, OutputStream out)
            throws IOException, InterruptedException {
        rows = 0;
        refused = 0;
        int taken = screener.screen(stretch.data(), stretch.from(), stretch.to(), first, last, out);
        return new Screened(taken, rows, refused);
    }
}
