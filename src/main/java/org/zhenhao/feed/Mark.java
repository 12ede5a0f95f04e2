package org.zhenhao.feed;

import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/**
 * What a list says of an entry, packed into four bytes: category, score, level, and how many reported it.
 *
 * <p>Bits 0 to 7 hold the category's code or 255 for none, 8 to 15 the score, 16 to 23 the level's code, 24 to 31 the step of the count
 * of reports: 0 for fewer than three or not told, then 1 for 3, 2 for 5, 3 for 10, 4 for 20 and so on.
 */
final class Mark {
    static final int NO_CATEGORY = 255;

    private static final int BYTE = 0xff;
    private static final int LEVEL = 16;
    private static final int REPORTS = 24;
    private static final int[] STEPS = {1, 2, 5};

    private Mark() {}

    static int of(@Nullable Category category, int score, Level level, int reports) {
        int code = category == null ? NO_CATEGORY : category.code();
        return code | score << 8 | level.code() << LEVEL | step(reports) << REPORTS;
    }

    private static int step(int reports) {
        if (reports < 3) {
            return 0;
        }
        if (reports < 5) {
            return 1;
        }
        int step = 2;
        long decade = 10;
        while (true) {
            for (int part : STEPS) {
                if (part * decade > reports) {
                    return step;
                }
                step++;
            }
            decade *= 10;
        }
    }

    static @Nullable Category category(int mark) {
        int code = mark & BYTE;
        return code >= Category.COUNT ? null : Category.ofCode(code);
    }

    static int score(int mark) {
        return mark >>> 8 & BYTE;
    }

    static int level(int mark) {
        return mark >>> LEVEL & BYTE;
    }

    /** The greater, the sooner an entry belongs into a short list: by level, score, and count of reports. */
    static int rank(int mark) {
        return level(mark) << LEVEL | score(mark) << 8 | mark >>> REPORTS;
    }

    /** The same without the count of reports. */
    static int withoutReports(int mark) {
        return mark & ~(BYTE << REPORTS);
    }
}
