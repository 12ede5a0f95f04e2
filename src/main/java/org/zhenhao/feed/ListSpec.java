package org.zhenhao.feed;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.score.Level;

/**
 * Which part of everything a device wants. Sizes are rounded down to few different ones, so that many devices share few lists.
 *
 * @param region ISO 3166 code, or {@code --} for all
 * @param minLevel code of the lowest level
 * @param top at most this many numbers, 0 for all
 * @param maxBytes at most this many bytes, 0 for any
 */
record ListSpec(String region, int minLevel, int top, int maxBytes) {
    static final ListSpec ALL = new ListSpec(ListHead.EVERYWHERE, Level.ELEVATED.code(), 0, 0);

    /** The least a list may be asked to fit in. */
    static final int LEAST_BYTES = 4_096;

    private static final int LEAST_TOP = 100;

    /**
     * Reads a request's parameters, each null if it was not given.
     *
     * @throws ProblemException if one of them cannot be
     */
    static ListSpec of(
            NumberParser parser,
            @Nullable String region,
            @Nullable String minLevel,
            @Nullable Integer top,
            @Nullable Integer maxBytes) {
        String where = region == null ? ListHead.EVERYWHERE : region.toUpperCase(Locale.ROOT);
        if (region != null && !where.equals("CN") && !parser.supports(where)) {
            throw bad("region", "CN, US, GB … (ISO 3166)");
        }
        int level = level(minLevel);
        if (top != null && top < LEAST_TOP) {
            throw bad("top", ">= " + LEAST_TOP);
        }
        if (maxBytes != null && maxBytes < LEAST_BYTES) {
            throw bad("max_bytes", ">= " + LEAST_BYTES);
        }
        return new ListSpec(
                where, level, top == null ? 0 : rounded(top), maxBytes == null ? 0 : Integer.highestOneBit(maxBytes));
    }

    private static int level(@Nullable String word) {
        if (word == null || word.equals("elevated")) {
            return Level.ELEVATED.code();
        }
        if (word.equals("high")) {
            return Level.HIGH.code();
        }
        throw bad("min_level", "elevated, high");
    }

    /** 100, 200, 500, 1,000, … */
    private static int rounded(int top) {
        int decade = 1;
        while (decade <= top / 10) {
            decade *= 10;
        }
        return top >= 5L * decade ? 5 * decade : top >= 2L * decade ? 2 * decade : decade;
    }

    private static ProblemException bad(String parameter, String allowed) {
        return ProblemException.of(
                ProblemCode.BAD_PARAMETER, "%1$s 的取值：%2$s", "%1$s is one of: %2$s", parameter, allowed);
    }

    /** A word that stands for it in names of files and entity tags. */
    String word() {
        return region.equals(ListHead.EVERYWHERE) && top == 0 && maxBytes == 0 && minLevel == ALL.minLevel
                ? "all"
                : region.toLowerCase(Locale.ROOT).replace("--", "zz") + minLevel + "-" + top + "-" + maxBytes;
    }
}
