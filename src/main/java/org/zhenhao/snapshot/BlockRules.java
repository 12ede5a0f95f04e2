package org.zhenhao.snapshot;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.score.Action;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Level;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/**
 * Makes rules out of block pages: what to think of a number nobody reported, from the blocks around it.
 *
 * <p>A page is a tree of blocks that each drop one digit less. All unreported numbers of a block that lie in none of its
 * reported parts are judged alike, so one of them speaks for the block; a part gets a rule of its own only where it is judged
 * otherwise. A block with fewer than three reported numbers never does. Not thread-safe.
 */
final class BlockRules {
    private static final int[] SIZE = {1, 10, 100, 1_000, 10_000};
    private static final int TEN = 10;

    /** An elevated block stays so down to this score. */
    private static final double KEPT_ABOVE = 50;

    private static final Verdict NOTHING = new Verdict(Level.UNKNOWN, 0);

    private final Scorer scorer;
    private final NumberParser parser;
    private final long now;
    private final Previous previous;
    private final Sink sink;

    /** Takes rules, in the order of the table. */
    interface Sink {
        void take(BlockRow rule) throws IOException;
    }

    private record Verdict(Level level, int score) {}

    /** A page while its tree is walked. */
    private record Walk(long id, String prefix, int dropped, String key, BlockPage page) {}

    BlockRules(Scorer scorer, NumberParser parser, long now, Previous previous, Sink sink) {
        this.scorer = scorer;
        this.parser = parser;
        this.now = now;
        this.previous = previous;
        this.sink = sink;
    }

    /** Makes the rules of a page; pages come in ascending order. */
    void page(long id, String key, BlockPage page) throws IOException {
        int open = key.indexOf('x');
        int end = key.lastIndexOf('x') + 1;
        if (page.members() < Steps.FEWEST || open < 0 || end < key.length()) {
            return;
        }
        walk(new Walk(id, key.substring(0, open), end - open, key, page), end - open, 0, NOTHING);
    }

    private void walk(Walk walk, int level, int start, Verdict inherited) throws IOException {
        int members = walk.page.members(level, start);
        if (members < Steps.FEWEST) {
            return;
        }
        Verdict verdict = judge(walk, level, start);
        if (!verdict.equals(inherited)) {
            boolean elevated = verdict.level == Level.ELEVATED;
            sink.take(new BlockRow(
                    walk.id + start,
                    level,
                    verdict.level,
                    elevated ? Action.WARN : Action.ALLOW,
                    verdict.score,
                    elevated ? Steps.count(members) : 0));
        }
        for (int part = 0; level > 1 && part < TEN; part++) {
            walk(walk, level - 1, start + part * SIZE[level - 1], verdict);
        }
    }

    /** What an unreported number in no reported part of the block is to be thought of. */
    private Verdict judge(Walk walk, int level, int start) throws IOException {
        int tail = start;
        for (int part = 0; level > 1 && part < TEN; part++) {
            int from = start + part * SIZE[level - 1];
            if (walk.page.members(level - 1, from) == 0) {
                tail = from;
                break;
            }
        }
        Assessment assessment = assess(walk, tail);
        if (assessment == null) {
            return NOTHING;
        }
        BlockRow before = previous.find(walk.id + start, level);
        int was = before != null && before.level() == Level.ELEVATED ? before.score() : -1;
        double score = assessment.risk() * 100;
        if (assessment.level() != Level.ELEVATED && (was < 0 || score < KEPT_ABOVE)) {
            return NOTHING;
        }
        return new Verdict(Level.ELEVATED, Steps.figure(score, Steps.SCORE, was));
    }

    private @Nullable Assessment assess(Walk walk, int tail) {
        String digits = Integer.toString(tail);
        String key = walk.prefix + "0".repeat(walk.dropped - digits.length()) + digits;
        try {
            ParsedNumber number = parser.parse(key, Channel.CALL, "CN");
            Blocks blocks = Blocks.of(number.key(), number.kind());
            return blocks == null || !blocks.page().equals(walk.key)
                    ? null
                    : scorer.assess(new Evidence(number, Tally.EMPTY, walk.page, Standing.NONE), now);
        } catch (RefusedNumberException unreadable) {
            return null;
        }
    }

    /** The rules published before, read along. */
    static final class Previous implements Closeable {
        private final BlockTable.@Nullable Reader reader;
        private @Nullable BlockRow current;

        Previous(BlockTable.@Nullable Reader reader) throws IOException {
            this.reader = reader;
            this.current = reader == null ? null : reader.next();
        }

        /** The rule of a block; blocks are asked for in the table's order. */
        @Nullable
        BlockRow find(long first, int dropped) throws IOException {
            while (reader != null
                    && current != null
                    && (current.first() < first || (current.first() == first && current.dropped() > dropped))) {
                current = reader.next();
            }
            return current != null && current.first() == first && current.dropped() == dropped ? current : null;
        }

        @Override
        public void close() throws IOException {
            if (reader != null) {
                reader.close();
            }
        }
    }
}
