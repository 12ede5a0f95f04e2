package org.zhenhao.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Screens stretches of a text. Not thread-safe: one for each thread. */
@FunctionalInterface
interface Chunks {
    /**
     * Screens the whole rows of a stretch.
     *
     * @param first whether it begins with the text's first row
     * @param last whether its last row is whole even without a line end
     * @return how far it came
     */
    Screened screen(Stretch stretch, boolean first, boolean last, OutputStream out)
            throws IOException, InterruptedException;

    /**
     * What came of a stretch.
     *
     * @param taken where the first row begins that is not whole
     * @param rows that were screened
     * @param refused of these
     */
    record Screened(int taken, long rows, long refused) {}

    /** Bytes from a place to before another. */
    record Stretch(byte[] data, int from, int to) {}
}
