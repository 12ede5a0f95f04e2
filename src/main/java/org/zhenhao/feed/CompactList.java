package org.zhenhao.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A list as it is read: finds a number by a binary search in the index and by decoding one block of 256. Reads the format of
 * src/docs/list-format.md. Immutable and safe for use by many threads.
 */
final class CompactList implements Entries {
    /** What is found of a number that the list does not hold. */
    static final int NOTHING = -1;

    private static final int HEAD = 64;
    private static final int INDEX_ROW = 12;
    private static final long[] SIZE = {1, 10, 100, 1_000, 10_000};

    private final byte[] bytes;
    private final ListHead head;
    private final int entries;
    private final int[] marks;
    private final long[] firsts;
    private final int[] offsets;
    private final Map<String, Integer> names;
    private final long[] ruleFirsts;
    private final byte[] ruleDropped;
    private final int[] ruleMarks;

    private CompactList(byte[] sealed) throws IOException {
        if (!Seal.whole(sealed) || !Arrays.equals(Arrays.copyOf(sealed, 4), ListWriter.MAGIC)) {
            throw new IOException("not a list, or damaged");
        }
        this.bytes = sealed;
        ByteBuffer in = ByteBuffer.wrap(sealed, 0, sealed.length - Seal.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        in.position(8);
        long version = in.getLong();
        Instant created = Instant.ofEpochSecond(in.getLong());
        Instant next = Instant.ofEpochSecond(in.getLong());
        entries = in.getInt();
        int markCount = in.getInt();
        int nameCount = in.getInt();
        int ruleCount = in.getInt();
        if (in.getShort() != Blocks256.SIZE) {
            throw new IOException("blocks of another size");
        }
        int minLevel = in.get();
        in.get();
        byte[] region = new byte[2];
        in.get(region);
        head = new ListHead(version, created, next, new String(region, StandardCharsets.US_ASCII), minLevel);
        in.position(HEAD - Long.BYTES);
        long blockBytes = in.getLong();
        int blocks = (entries + Blocks256.SIZE - 1) / Blocks256.SIZE;
        long least = 4L * markCount + (long) INDEX_ROW * blocks + blockBytes + 3L * nameCount + 4L * ruleCount;
        if (entries < 0 || markCount < 0 || nameCount < 0 || ruleCount < 0 || least > in.remaining()) {
            throw new IOException("counts beyond the end");
        }
        marks = new int[markCount];
        for (int i = 0; i < markCount; i++) {
            marks[i] = in.getInt();
        }
        firsts = new long[blocks];
        offsets = new int[blocks];
        int base = in.position() + INDEX_ROW * blocks;
        for (int i = 0; i < blocks; i++) {
            firsts[i] = in.getLong();
            offsets[i] = base + in.getInt();
        }
        in.position((int) (base + blockBytes));
        names = new TreeMap<>();
        for (int i = 0; i < nameCount; i++) {
            byte[] utf8 = new byte[in.get() & 0xff];
            in.get(utf8);
            names.put(new String(utf8, StandardCharsets.UTF_8), marks[in.getShort() & 0xffff]);
        }
        ruleFirsts = new long[ruleCount];
        ruleDropped = new byte[ruleCount];
        ruleMarks = new int[ruleCount];
        long last = 0;
        for (int i = 0; i < ruleCount; i++) {
            last += varint(in);
            ruleFirsts[i] = last;
            ruleDropped[i] = in.get();
            ruleMarks[i] = marks[in.getShort() & 0xffff];
        }
    }

    /**
     * Reads a list.
     *
     * @throws IOException if the bytes are none, or were changed; who signed them is not asked, see {@link Seal#signedBy}
     */
    static CompactList read(byte[] sealed) throws IOException {
        try {
            CompactList list = new CompactList(sealed);
            // Met whole once, it cannot fail later, in the middle of an answer.
            list.walk(new Visitor() {});
            return list;
        } catch (java.nio.BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | DateTimeException e) {
            throw new IOException("not a list, or damaged", e);
        }
    }

    static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte octet = in.get();
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        return value;
    }

    ListHead head() {
        return head;
    }

    int size() {
        return entries;
    }

    int rules() {
        return ruleFirsts.length;
    }

    /** The mark of a number that has an entry of its own, {@link #NOTHING} for any other. */
    int find(long number) {
        int place = Arrays.binarySearch(firsts, number);
        int block = place >= 0 ? place : -2 - place;
        if (block < 0) {
            return NOTHING;
        }
        Cursor cursor = new Cursor(block);
        for (int i = Math.min(Blocks256.SIZE, entries - block * Blocks256.SIZE); i > 0 && cursor.next(); i--) {
            if (cursor.number >= number) {
                return cursor.number == number ? cursor.mark : NOTHING;
            }
        }
        return NOTHING;
    }

    /** The mark of a sender's name, {@link #NOTHING} if it has none. */
    int find(String name) {
        Integer mark = names.get(name);
        return mark == null ? NOTHING : mark;
    }

    /** The mark of the narrowest block around a number that has a rule, {@link #NOTHING} if there is none. */
    int rule(long number) {
        for (int dropped = 1; dropped < SIZE.length; dropped++) {
            long first = number - number % SIZE[dropped];
            int place = Arrays.binarySearch(ruleFirsts, first);
            int from = place;
            while (from > 0 && ruleFirsts[from - 1] == first) {
                from--;
            }
            for (int i = from; i >= 0 && i < ruleFirsts.length && ruleFirsts[i] == first; i++) {
                if (ruleDropped[i] == dropped) {
                    return ruleMarks[i];
                }
            }
        }
        return NOTHING;
    }

    Cursor cursor() {
        return new Cursor(0);
    }

    @Override
    public void walk(Visitor visitor) throws IOException {
        for (Cursor cursor = cursor(); cursor.next(); ) {
            visitor.number(cursor.number, cursor.mark);
        }
        for (Map.Entry<String, Integer> name : names.entrySet()) {
            visitor.name(name.getKey(), name.getValue());
        }
        for (int i = 0; i < ruleFirsts.length; i++) {
            visitor.rule(ruleFirsts[i], ruleDropped[i], ruleMarks[i]);
        }
    }

    /** Walks the numbers. Not thread-safe. */
    final class Cursor {
        private int index;
        private @Nullable BitReader bits;
        private int distanceBits;
        private int markBits;
        long number;
        int mark;

        Cursor(int block) {
            this.index = block * Blocks256.SIZE;
        }

        boolean next() {
            if (index >= entries) {
                return false;
            }
            BitReader in = bits;
            if (in == null || index % Blocks256.SIZE == 0) {
                int block = index / Blocks256.SIZE;
                distanceBits = bytes[offsets[block]];
                markBits = bytes[offsets[block] + 1];
                in = new BitReader(bytes, offsets[block] + 2);
                bits = in;
                number = firsts[block];
            } else {
                number += in.rice(distanceBits) + 1;
            }
            int rank = (int) in.rice(markBits);
            mark = rank >= 0 && rank < marks.length ? marks[rank] : 0;
            index++;
            return true;
        }
    }
}
