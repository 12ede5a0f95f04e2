package org.zhenhao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.rows.Opinion;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.snapshot.BlockRow;
import org.zhenhao.snapshot.BlockTable;
import org.zhenhao.snapshot.NumberRow;
import org.zhenhao.snapshot.NumberTable;

/** A published snapshot in memory, 24 to 48 bytes a number. Immutable and safe for use by many threads. */
final class SnapshotIndex {
    /** What is found of a number that the snapshot says nothing of. */
    static final int NOTHING = -1;

    private static final long[] SIZE = {1, 10, 100, 1_000, 10_000};

    private final LongTable numbers;
    private final LongTable[] blocks = new LongTable[SIZE.length];
    private final List<Opinion> opinions = new ArrayList<>();
    private final Map<Opinion, Integer> places = new HashMap<>();
    private final long size;
    private final boolean ruled;

    private SnapshotIndex(NumberTable.Reader reader, BlockTable.@Nullable Reader rules) throws IOException {
        size = reader.rows();
        numbers = new LongTable(size);
        for (NumberRow row = reader.next(); row != null; row = reader.next()) {
            String registered = row.registered();
            numbers.put(
                    row.number(),
                    place(new Opinion(
                            row.level(),
                            row.action(),
                            row.score(),
                            row.confidence() / 100.0,
                            row.category(),
                            row.level() == Level.LOW && row.action() == Action.WARN,
                            new Opinion.Counts(row.negative(), row.positive(), 0, 0),
                            null,
                            registered == null ? null : new Label(registered, registered),
                            false,
                            false)));
        }
        ruled = rules != null && rules.rows() > 0;
        for (int dropped = 1; dropped < SIZE.length; dropped++) {
            blocks[dropped] = new LongTable(rules == null ? 0 : rules.rows());
        }
        if (rules != null) {
            for (BlockRow row = rules.next(); row != null; row = rules.next()) {
                blocks[row.dropped()].put(row.first(), place(opinion(row)));
            }
        }
    }

    private static Opinion opinion(BlockRow row) {
        Category none = null;
        return new Opinion(
                row.level(), row.action(), row.score(), 0, none, false, Opinion.Counts.NONE, null, null, false, false);
    }

    private int place(Opinion opinion) {
        return places.computeIfAbsent(opinion, unseen -> {
            opinions.add(opinion);
            return opinions.size() - 1;
        });
    }

    /**
     * Reads a snapshot.
     *
     * @param file of numbers; {@code blocks.parquet} beside it is read too if it is there
     */
    static SnapshotIndex read(Path file) throws IOException {
        Path rules = file.resolveSibling("blocks.parquet");
        try (NumberTable.Reader reader = new NumberTable.Reader(file)) {
            if (!Files.exists(rules)) {
                return new SnapshotIndex(reader, null);
            }
            try (BlockTable.Reader blocks = new BlockTable.Reader(rules)) {
                return new SnapshotIndex(reader, blocks);
            }
        }
    }

    long size() {
        return size;
    }

    /** How many different opinions there are. */
    int opinions() {
        return opinions.size();
    }

    Opinion opinion(int place) {
        return opinions.get(place);
    }

    /** The place of the opinion on a number, or that of the narrowest block around it; {@link #NOTHING} without either. */
    int find(String key) {
        long number = KeyIds.of(key);
        long found = numbers.get(number);
        if (found != LongTable.MISSING) {
            return (int) found;
        }
        for (int dropped = 1; ruled && number > 0 && dropped < SIZE.length; dropped++) {
            long rule = blocks[dropped].get(number - number % SIZE[dropped]);
            if (rule != LongTable.MISSING) {
                // A part of a bad block that is not bad: what its kind says holds.
                return opinions.get((int) rule).level() == Level.UNKNOWN ? NOTHING : (int) rule;
            }
        }
        return NOTHING;
    }
}
