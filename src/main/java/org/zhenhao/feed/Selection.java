package org.zhenhao.feed;

import java.io.IOException;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.score.Level;

/**
 * A part of a list: by region and level, and of that the worst so many. Of numbers that rank alike at the end of a short list,
 * those whose hash is least are taken, so that the choice does not favour low numbers and stays the same.
 */
final class Selection implements Entries {
    private static final long CODES = 2_000_000_000_000_000_000L;
    private static final int RANKS = 1 << 19;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int FINE = 1 << 16;

    private final Entries all;
    private final ListSpec spec;
    private final NumberParser parser;
    private final boolean keepReports;
    private int least = -1;
    private int leastHash;
    private boolean numbersOnly;

    Selection(Entries all, ListSpec spec, NumberParser parser, boolean keepReports) {
        this.all = all;
        this.spec = spec;
        this.parser = parser;
        this.keepReports = keepReports;
    }

    /** Keeps only so many numbers; returns how many there are otherwise. Walks the list once or twice. */
    long limit(long most) throws IOException {
        least = -1;
        long[] counts = new long[RANKS];
        long[] total = {0};
        all.walk(new Visitor() {
            @Override
            public void number(long number, int mark) {
                if (wanted(number, mark)) {
                    counts[Mark.rank(mark)]++;
                    total[0]++;
                }
            }
        });
        if (total[0] > most) {
            cut(counts, most);
        }
        return total[0];
    }

    /** Leaves out senders' names and the rules of blocks from now on. */
    void numbersOnly() {
        numbersOnly = true;
    }

    private void cut(long[] counts, long most) throws IOException {
        long above = 0;
        int rank = RANKS - 1;
        while (above + counts[rank] <= most) {
            above += counts[rank--];
        }
        int at = rank;
        long[] hashes = new long[FINE];
        all.walk(new Visitor() {
            @Override
            public void number(long number, int mark) {
                if (Mark.rank(mark) == at && wanted(number, mark)) {
                    hashes[hash(number)]++;
                }
            }
        });
        int hash = 0;
        while (above + hashes[hash] <= most) {
            above += hashes[hash++];
        }
        least = rank;
        leastHash = hash;
    }

    private static int hash(long number) {
        return (int) (number * GOLDEN >>> 48);
    }

    private boolean wanted(long number, int mark) {
        return Mark.level(mark) >= spec.minLevel() && here(number);
    }

    private boolean taken(long number, int mark) {
        int rank = Mark.rank(mark);
        return wanted(number, mark) && (rank > least || (rank == least && hash(number) < leastHash));
    }

    private boolean here(long number) {
        return spec.region().equals(ListHead.EVERYWHERE) || spec.region().equals(region(number));
    }

    private String region(long number) {
        if (number >= CODES) {
            return "CN";
        }
        try {
            String region = parser.parse("+" + number, Channel.CALL, "CN").region();
            return region == null ? ListHead.EVERYWHERE : region;
        } catch (RefusedNumberException unreadable) {
            return ListHead.EVERYWHERE;
        }
    }

    private int shown(int mark) {
        return keepReports ? mark : Mark.withoutReports(mark);
    }

    @Override
    public void walk(Visitor visitor) throws IOException {
        all.walk(new Visitor() {
            @Override
            public void number(long number, int mark) throws IOException {
                if (taken(number, mark)) {
                    visitor.number(number, shown(mark));
                }
            }

            @Override
            public void name(String name, int mark) throws IOException {
                boolean its = spec.region().equals(ListHead.EVERYWHERE) || name.startsWith(spec.region() + "-");
                if (!numbersOnly && its && Mark.level(mark) >= spec.minLevel()) {
                    visitor.name(name, shown(mark));
                }
            }

            @Override
            public void rule(long first, int dropped, int mark) throws IOException {
                // Rules advise a warning at most; a list of what to block has no use for them.
                if (!numbersOnly && spec.minLevel() <= Level.ELEVATED.code() && here(first)) {
                    visitor.rule(first, dropped, shown(mark));
                }
            }
        });
    }
}
