package org.zhenhao.loadtest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.KeyIds;

/**
 * Which numbers a generated store has reports of: blocks of ten thousand, a few of them with many reported numbers, most
 * with none, as callers rent their numbers in blocks. The same size gives the same numbers each time.
 *
 * <p>How often a block has any, and how many, follows the kind: nearly every block of virtual operators and of 400 numbers,
 * one in four of ordinary mobile numbers. The shape (Pareto) is made up for measuring, not fitted to anything.
 */
final class PagePlan {
    private static final int SIZE = 10_000;
    private static final int MOST = 8_000;
    private static final double SHAPE = 1.3;
    private static final double LARGEST_DRAW = 400;
    private static final String[] AREAS = {
        "10", "20", "21", "22", "23", "24", "25", "27", "28", "29", "311", "371", "431", "451", "512", "531", "532",
        "551", "571", "574", "591", "595", "731", "755", "757", "769", "791", "871"
    };
    private static final int[] AMERICAN_AREAS = {
        201, 202, 206, 212, 213, 214, 215, 216, 234, 240, 248, 267, 301, 305, 310, 312, 313, 314, 315, 317, 323, 347,
                401,
        404, 407, 408, 410, 412, 413, 415, 469, 470, 480, 484, 503, 510, 512, 513, 516, 561, 602, 615, 617, 619, 626,
                646
    };

    /**
     * A block of ten thousand numbers.
     *
     * @param stem the number's key without its last four digits
     * @param page key of the block
     * @param id of the block's row
     * @param reported how many of its numbers have reports
     */
    record Page(String stem, String page, long id, NumberKind kind, int reported) {
        String number(int tail) {
            return stem + Integer.toString(SIZE + tail).substring(1);
        }

        /** The last four digits of the numbers with reports: half of them next to each other, by the ten. */
        BitSet tails() {
            SplittableRandom random = random(stem, 2);
            BitSet tails = reported == 0 ? new BitSet() : new BitSet(SIZE);
            int left = reported;
            while (left > 0) {
                int run = random.nextInt(20) == 0 ? 10 : 1;
                int first = run == 1 ? random.nextInt(SIZE) : random.nextInt(SIZE / 10) * 10;
                for (int tail = first; tail < first + run && left > 0; tail++) {
                    if (!tails.get(tail)) {
                        tails.set(tail);
                        left--;
                    }
                }
            }
            return tails;
        }

        /** Whether an ordinary caller in China has such a number. */
        boolean ordinary() {
            return kind == NumberKind.MOBILE || kind == NumberKind.FIXED;
        }
    }

    private final NumberParser parser = NumberParser.create();
    private final List<Page> candidates = new ArrayList<>();

    private PagePlan() {
        for (int prefix = 1_300_000; prefix < 2_000_000; prefix++) {
            add("+86" + prefix);
        }
        for (String area : AREAS) {
            for (int exchange = 2000; exchange < 9000; exchange++) {
                add("+86" + area + exchange);
            }
        }
        for (int block = 100; block < 1000; block++) {
            add("CN-400" + block);
        }
        for (int area : AMERICAN_AREAS) {
            for (int exchange = 200; exchange < 1000; exchange++) {
                add("+1" + area + exchange);
            }
        }
        candidates.sort(Comparator.comparingLong(Page::id));
    }

    /** Blocks in the order of their ids, with {@code numbers} reported numbers altogether. */
    static List<Page> of(long numbers) {
        List<Page> candidates = new PagePlan().candidates;
        double[] weights = new double[candidates.size()];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(candidates.get(i));
            total += weights[i];
        }
        return spread(candidates, weights, total, numbers);
    }

    /** Rounds the running sum, not each block, so that the numbers add up; what a full block cannot take moves on. */
    private static List<Page> spread(List<Page> candidates, double[] weights, double total, long numbers) {
        List<Page> pages = new ArrayList<>(candidates.size());
        double sum = 0;
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            Page page = candidates.get(i);
            long due = Math.round(sum / total * numbers) - given;
            int reported = weights[i] == 0 ? 0 : (int) Math.min(MOST, due);
            given += reported;
            pages.add(new Page(page.stem, page.page, page.id, page.kind, reported));
        }
        return pages;
    }

    private void add(String stem) {
        String sample = stem + "1234";
        ParsedNumber parsed = parser.parse(sample.replace("CN-", ""), Channel.CALL, "CN");
        Blocks blocks = Blocks.of(parsed.key(), parsed.kind());
        if (parsed.key().equals(sample) && blocks != null && blocks.dropped() == 4) {
            candidates.add(new Page(stem, blocks.page(), KeyIds.of(blocks.page()), parsed.kind(), 0));
        }
    }

    private static double weight(Page page) {
        return switch (page.kind) {
            case MOBILE -> draw(page, 0.25, 1);
            case MOBILE_MVNO -> draw(page, 0.9, 8);
            case FIXED -> draw(page, 0.3, 2);
            case TOLL_400 -> draw(page, 0.9, 5);
            default -> draw(page, 0.5, 2);
        };
    }

    private static double draw(Page page, double share, double scale) {
        SplittableRandom random = random(page.stem, 1);
        if (random.nextDouble() >= share) {
            return 0;
        }
        return scale * Math.min(LARGEST_DRAW, Math.pow(1 - random.nextDouble(), -1 / SHAPE));
    }

    private static SplittableRandom random(String stem, int use) {
        return new SplittableRandom(KeyIds.of(stem) * 31 + use);
    }
}
