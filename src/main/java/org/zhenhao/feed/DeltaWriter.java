package org.zhenhao.feed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.snapshot.PublishingKey;

/** Writes deltas in the format of src/docs/list-format.md. Stateless. */
final class DeltaWriter {
    static final byte[] MAGIC = "ZHD1".getBytes(StandardCharsets.US_ASCII);

    private DeltaWriter() {}

    /**
     * The sealed bytes of a delta.
     *
     * @param since the version it is to be applied to
     * @param head of the list that comes out
     * @param checksum of that list's content, see {@link SetChecksum}
     */
    static byte[] write(long since, ListHead head, Change change, byte[] checksum, PublishingKey key) {
        MarkTable marks = new MarkTable();
        change.put.forEach(entry -> marks.count(entry.mark()));
        change.namesPut.values().forEach(marks::count);
        change.rulesPut.values().forEach(marks::count);
        marks.rank();
        Blocks256 put = new Blocks256(true);
        change.put.forEach(entry -> put.add(entry.number(), marks.rankOf(entry.mark())));
        Blocks256 taken = new Blocks256(false);
        change.taken.forEach(number -> taken.add(number, 0));
        LittleEndian out = new LittleEndian();
        out.writeBytes(MAGIC);
        out.u32(0);
        out.u64(since);
        out.u64(head.version());
        out.u64(head.createdAt().getEpochSecond());
        out.u64(head.nextUpdate().getEpochSecond());
        out.u32(change.put.size());
        out.u32(change.taken.size());
        out.u32(marks.marks().size());
        out.u32(change.namesPut.size());
        out.u32(change.namesTaken.size());
        out.u32(change.rulesPut.size());
        out.u32(change.rulesTaken.size());
        out.u32(0);
        out.writeBytes(checksum);
        marks.marks().forEach(out::u32);
        blocks(out, put);
        blocks(out, taken);
        change.namesPut.forEach((name, mark) -> {
            out.text(name);
            out.u16(marks.rankOf(mark));
        });
        change.namesTaken.forEach(out::text);
        rules(out, change, marks);
        return Seal.sealed(out.toByteArray(), key);
    }

    private static void rules(LittleEndian out, Change change, MarkTable marks) {
        long[] last = {0};
        change.rulesPut.forEach((rule, mark) -> {
            out.varint(rule.first() - last[0]);
            out.octet(rule.dropped());
            out.u16(marks.rankOf(mark));
            last[0] = rule.first();
        });
        last[0] = 0;
        for (Change.RuleKey rule : change.rulesTaken) {
            out.varint(rule.first() - last[0]);
            out.octet(rule.dropped());
            last[0] = rule.first();
        }
    }

    /** The length of all blocks, then each with its first number before it. */
    private static void blocks(LittleEndian out, Blocks256 blocks) {
        byte[] bytes = blocks.bytes();
        List<Blocks256.Start> starts = blocks.starts();
        out.u32(bytes.length + (long) Long.BYTES * starts.size());
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i).offset();
            int to = i + 1 < starts.size() ? starts.get(i + 1).offset() : bytes.length;
            out.u64(starts.get(i).first());
            out.write(bytes, from, to - from);
        }
    }
}
