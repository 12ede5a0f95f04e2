package org.zhenhao.score;

/** STUB */
public final class BlockPage {
    /** A page without a reported number. */
    public static final BlockPage EMPTY = new BlockPage();

    private BlockPage() {}

    /** The page after the member at {@code tail} has changed. */
    public BlockPage with(int tail, Member before, Member after) {
        throw new UnsupportedOperationException("" + tail + before + after);
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    public byte[] encode() {
        throw new UnsupportedOperationException();
    }

    /** @throws IllegalArgumentException if the bytes are not an encoded page */
    public static BlockPage decode(byte[] bytes) {
        throw new UnsupportedOperationException(bytes.length + "");
    }
}
