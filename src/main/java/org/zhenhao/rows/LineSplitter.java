package org.zhenhao.rows;

/** Rows that are nothing but a caller id. */
final class LineSplitter extends Splitter {
    @Override
    int row(Batch batch, int from, int to, boolean last) {
        int lineFeed = lineFeed(batch.data, from, to);
        if (lineFeed == to && !last) {
            return -1;
        }
        int next = Math.min(to, lineFeed + 1);
        int row = batch.size();
        batch.add(from, content(batch.data, from, lineFeed), next);
        batch.cell[row] = from;
        batch.cellEnd[row] = batch.end[row];
        batch.cells[row] = 1;
        batch.risky[row] = batch.end[row] > from && CsvSplitter.RISKY[batch.data[from] & 0xff];
        return next;
    }
}
