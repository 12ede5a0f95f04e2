package org.zhenhao.snapshot;

import org.zhenhao.score.Action;
import org.zhenhao.score.Level;

/**
 * What is published of a block: the verdict on its numbers that have no row of their own. Of several blocks around a number the
 * narrowest one counts.
 *
 * @param first the block's first number, as in {@link NumberRow#number}
 * @param dropped how many trailing digits its numbers differ in, 1 to 4
 * @param level {@code elevated}; or {@code unknown}, for a part of an elevated block that is not
 * @param action the advice for a dialer
 * @param score 0 to 100, a multiple of 5
 * @param numbers how many of its numbers were reported: 3, 5, 10, 20, 50, …; 0 for a part without reports
 */
public record BlockRow(long first, int dropped, Level level, Action action, int score, int numbers) {
    private static final long[] SIZE = {1, 10, 100, 1_000, 10_000};

    /** The block's last number. */
    public long last() {
        return first + SIZE[dropped] - 1;
    }
}
