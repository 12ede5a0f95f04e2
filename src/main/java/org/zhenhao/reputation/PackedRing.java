package org.zhenhao.reputation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encoded items in one array that is written round and round, and an index of where they begin: open addressing, linear, at most three
 * quarters full. What has lain there longest makes room, unless it was asked for since it was written: then it is written once more (second
 * chance). Not thread-safe.
 */
final class PackedRing {
    private static final int FREE = -1;
    /** Before an item's bytes: member (8), second until which it holds (4), length (2) with the mark of being asked for. */
    private static final int HEAD = 14;

    private static final int ASKED = 0x8000;
    private static final int LONGEST = ASKED - 1;
    private static final int GONE = Integer.MIN_VALUE;
    private static final int FIRST_BYTES = 1 << 12;
    /** Bytes of the array for each place of the index, at least. */
    private static final int BYTES_EACH = 32;
    /** How many get their second chance before one more is put in: a bound of what one call costs. */
    private static final int MOST_CHANCES = 64;

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int most;
    private byte[] records = new byte[0];
    private int[] index = new int[0];
    /** Where the next one goes, and where the oldest lies. */
    private int head;

    private int tail;
    /** Once {@link #head} has begun anew: where the older ones end; else -1. */
    private int end = -1;

    private int count;

    /** An empty ring that takes so many bytes at most, about. */
    PackedRing(int bytes) {
        int places = Integer.highestOneBit(Math.max(1, bytes / BYTES_EACH / 2));
        this.most = bytes - places * Integer.BYTES;
    }

    int count() {
        return count;
    }

    byte @Nullable [] get(long member, int now) {
        int slot = find(member);
        if (slot < 0 || integer(index[slot] + 8) - now <= 0) {
            return null;
        }
        int at = index[slot];
        records[at + 12] |= (byte) (ASKED >>> 8);
        return Arrays.copyOfRange(records, at + HEAD, at + HEAD + length(at));
    }

    /** Puts an item in the place of what was there; an item too long for it is just taken out. */
    void put(long member, byte[] bytes, int until) {
        int slot = find(member);
        if (slot >= 0 && same(index[slot], bytes)) {
            integer(index[slot] + 8, until);
            return;
        }
        remove(member);
        int size = HEAD + bytes.length;
        if (bytes.length > LONGEST || size > most / 4) {
            return;
        }
        room(size);
        int at = head;
        write(at, member, until, bytes.length);
        System.arraycopy(bytes, 0, records, at + HEAD, bytes.length);
        head += size;
        link(at);
    }

    private boolean same(int at, byte[] bytes) {
        int from = at + HEAD;
        return Arrays.equals(records, from, from + length(at), bytes, 0, bytes.length);
    }

    void remove(long member) {
        int slot = find(member);
        if (slot >= 0) {
            integer(index[slot] + 8, GONE);
            unlink(slot);
        }
    }

    void clear() {
        Arrays.fill(index, FREE);
        head = 0;
        tail = 0;
        end = -1;
        count = 0;
    }

    /** Makes room for a record at {@link #head}. */
    private void room(int size) {
        int chances = MOST_CHANCES;
        while (true) {
            boolean indexed = (count + 1) * 4L <= index.length * 3L;
            if (end < 0 && (!indexed || head + size > records.length)) {
                if (grow(size)) {
                    continue;
                }
                if (head + size > records.length) {
                    beginAnew();
                    continue;
                }
            }
            if (indexed && (end < 0 || head + size <= tail)) {
                return;
            }
            chances = evict(chances);
        }
    }

    private void beginAnew() {
        if (tail == head) {
            tail = 0;
        } else {
            end = head;
        }
        head = 0;
    }

    /** Takes the oldest record out; it goes to the head if it was asked for and there is a chance left. */
    private int evict(int chances) {
        int at = tail;
        int size = HEAD + length(at);
        tail += size;
        if (tail == end) {
            tail = 0;
            end = -1;
        }
        if (integer(at + 8) == GONE) {
            return chances;
        }
        int slot = find(member(at));
        if (chances > 0 && (records[at + 12] & ASKED >>> 8) != 0 && (end >= 0 || head + size <= records.length)) {
            // What the record took is free now, and it lies behind the head.
            System.arraycopy(records, at, records, head, size);
            records[head + 12] &= (byte) ~(ASKED >>> 8);
            index[slot] = head;
            head += size;
            return chances - 1;
        }
        unlink(slot);
        return chances;
    }

    private boolean grow(int size) {
        long doubled = Math.max(FIRST_BYTES, records.length * 2L);
        while (doubled < head + size) {
            doubled *= 2;
        }
        int wanted = (int) Math.min(most, doubled);
        if (wanted <= records.length) {
            return false;
        }
        records = Arrays.copyOf(records, wanted);
        index = new int[Math.max(Integer.highestOneBit(wanted / BYTES_EACH), index.length)];
        Arrays.fill(index, FREE);
        count = 0;
        for (int at = 0; at < head; at += HEAD + length(at)) {
            if (integer(at + 8) != GONE) {
                link(at);
            }
        }
        return true;
    }

    private void link(int at) {
        int slot = slot(member(at));
        while (index[slot] != FREE) {
            slot = slot + 1 & index.length - 1;
        }
        index[slot] = at;
        count++;
    }

    /** Frees a place, and moves those up that were put behind it for want of theirs (Knuth, TAOCP 3, 6.4, algorithm R). */
    private void unlink(int freed) {
        int mask = index.length - 1;
        int hole = freed;
        int next = hole + 1 & mask;
        while (index[next] != FREE) {
            int home = slot(member(index[next]));
            if ((next - home & mask) >= (next - hole & mask)) {
                index[hole] = index[next];
                hole = next;
            }
            next = next + 1 & mask;
        }
        index[hole] = FREE;
        count--;
    }

    private int find(long member) {
        if (index.length == 0) {
            return -1;
        }
        int slot = slot(member);
        while (index[slot] != FREE) {
            if (member(index[slot]) == member) {
                return slot;
            }
            slot = slot + 1 & index.length - 1;
        }
        return -1;
    }

    private int slot(long member) {
        long mixed = (member ^ member >>> 29) * GOLDEN;
        return (int) (mixed >>> 26) & index.length - 1;
    }

    private void write(int at, long member, int until, int length) {
        integer(at, (int) (member >>> 32));
        integer(at + 4, (int) member);
        integer(at + 8, until);
        records[at + 12] = (byte) (length >>> 8);
        records[at + 13] = (byte) length;
    }

    private int length(int at) {
        return ((records[at + 12] & 0xff) << 8 | records[at + 13] & 0xff) & LONGEST;
    }

    private long member(int at) {
        return (long) integer(at) << 32 | integer(at + 4) & 0xffffffffL;
    }

    private int integer(int at) {
        return records[at] << 24
                | (records[at + 1] & 0xff) << 16
                | (records[at + 2] & 0xff) << 8
                | records[at + 3] & 0xff;
    }

    private void integer(int at, int value) {
        records[at] = (byte) (value >>> 24);
        records[at + 1] = (byte) (value >>> 16);
        records[at + 2] = (byte) (value >>> 8);
        records[at + 3] = (byte) value;
    }
}
