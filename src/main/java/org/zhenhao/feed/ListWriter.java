package org.zhenhao.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.zhenhao.snapshot.PublishingKey;

/** Writes lists in the format of src/docs/list-format.md. Stateless. */
final class ListWriter {
    static final byte[] MAGIC = "ZHL1".getBytes(StandardCharsets.US_ASCII);

    private ListWriter() {}

    /** The sealed bytes of a list; walks the entries twice and holds no more than the result. */
    static byte[] write(ListHead head, Entries entries, PublishingKey key) throws IOException {
        MarkTable marks = new MarkTable();
        Sections sections = new Sections(marks);
        entries.walk(new Entries.Visitor() {
            @Override
            public void number(long number, int mark) {
                marks.count(mark);
            }

            @Override
            public void name(String name, int mark) {
                marks.count(mark);
            }

            @Override
            public void rule(long first, int dropped, int mark) {
                marks.count(mark);
            }
        });
        marks.rank();
        entries.walk(sections);
        LittleEndian out = new LittleEndian();
        out.writeBytes(MAGIC);
        out.u32(0);
        out.u64(head.version());
        out.u64(head.createdAt().getEpochSecond());
        out.u64(head.nextUpdate().getEpochSecond());
        out.u32(sections.numbers.count());
        out.u32(marks.marks().size());
        out.u32(sections.nameCount);
        out.u32(sections.ruleCount);
        out.u16(Blocks256.SIZE);
        out.octet(head.minLevel());
        out.octet(0);
        out.writeBytes(head.region().getBytes(StandardCharsets.US_ASCII));
        out.u16(0);
        byte[] blocks = sections.numbers.bytes();
        out.u64(blocks.length);
        marks.marks().forEach(out::u32);
        for (Blocks256.Start start : sections.numbers.starts()) {
            out.u64(start.first());
            out.u32(start.offset());
        }
        out.writeBytes(blocks);
        out.writeBytes(sections.names.toByteArray());
        out.writeBytes(sections.rules.toByteArray());
        return Seal.sealed(out.toByteArray(), key);
    }

    /** The parts of a list while they are written. */
    static final class Sections implements Entries.Visitor {
        final Blocks256 numbers = new Blocks256(true);
        final LittleEndian names = new LittleEndian();
        final LittleEndian rules = new LittleEndian();
        int nameCount;
        int ruleCount;
        private final MarkTable marks;
        private long lastRule;

        Sections(MarkTable marks) {
            this.marks = marks;
        }

        @Override
        public void number(long number, int mark) {
            numbers.add(number, marks.rankOf(mark));
        }

        @Override
        public void name(String name, int mark) {
            names.text(name);
            names.u16(marks.rankOf(mark));
            nameCount++;
        }

        @Override
        public void rule(long first, int dropped, int mark) {
            rules.varint(first - lastRule);
            rules.octet(dropped);
            rules.u16(marks.rankOf(mark));
            lastRule = first;
            ruleCount++;
        }
    }
}
