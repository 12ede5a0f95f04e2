package org.zhenhao.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Level;
import org.zhenhao.snapshot.BlockRow;
import org.zhenhao.snapshot.BlockTable;
import org.zhenhao.snapshot.NumberRow;
import org.zhenhao.snapshot.NumberTable;

/** What of the published tables belongs into a list for devices: unwanted callers, no registered numbers, and the rules. */
record TableEntries(Path numbers, Path blocks) implements Entries {
    @Override
    public void walk(Visitor visitor) throws IOException {
        TreeMap<String, Integer> names = new TreeMap<>();
        try (NumberTable.Reader reader = new NumberTable.Reader(numbers)) {
            for (NumberRow row = reader.next(); row != null; row = reader.next()) {
                if (row.registered() != null || row.level().code() < Level.ELEVATED.code()) {
                    continue;
                }
                int mark = Mark.of(row.category(), row.score(), row.level(), row.negative());
                if (row.number() > 0) {
                    visitor.number(row.number(), mark);
                } else if (row.kind() == NumberKind.SENDER_ID) {
                    names.put(row.key(), mark);
                }
            }
        }
        names.forEach((name, mark) -> take(visitor, name, mark));
        try (BlockTable.Reader reader = new BlockTable.Reader(blocks)) {
            for (BlockRow row = reader.next(); row != null; row = reader.next()) {
                if (row.first() > 0) {
                    visitor.rule(row.first(), row.dropped(), Mark.of(null, row.score(), row.level(), 0));
                }
            }
        }
    }

    private static void take(Visitor visitor, String name, int mark) {
        try {
            visitor.name(name, mark);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
