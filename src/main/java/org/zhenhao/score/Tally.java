package org.zhenhao.score;

/** STUB */
public final class Tally {
    /** A number nobody has reported. */
    public static final Tally EMPTY = new Tally();

    private Tally() {}

    /** Live opinions that say unwanted. */
    public int negative() {
        throw new UnsupportedOperationException();
    }

    /** Live opinions that say legitimate. */
    public int positive() {
        throw new UnsupportedOperationException();
    }

    /** Time of the earliest contact with a live opinion, Unix seconds; 0 if none. */
    public long first() {
        throw new UnsupportedOperationException();
    }

    /** Time of the latest contact with a live opinion, Unix seconds; 0 if none. */
    public long last() {
        throw new UnsupportedOperationException();
    }

    /** What the number adds to its blocks. */
    public Member member() {
        throw new UnsupportedOperationException();
    }

    /** Compact binary form, the same bytes for equal tallies; about 60 bytes. */
    public byte[] encode() {
        throw new UnsupportedOperationException();
    }

    /** @throws IllegalArgumentException if the bytes are not an encoded tally */
    public static Tally decode(byte[] bytes) {
        throw new UnsupportedOperationException(bytes.length + "");
    }
}
