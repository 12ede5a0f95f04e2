package org.zhenhao.rows;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Unpacks gzip where the first bytes say so, and stops where so much comes out of so little that it can only be an attack. */
public final class Unpacked {
    private static final int BUFFER = 1 << 16;
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    /** Lists of numbers pack to a third or a tenth; what packs to a three-hundredth is no list. */
    private static final long MOST_TIMES = 300;

    private static final long NEVER_MIND = 8L << 20;

    private Unpacked() {}

    /** The text in a stream, which is packed or not. Reading throws {@link ProblemException} where it is a bomb. */
    public static InputStream of(InputStream raw) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, 2);
        byte[] head = in.readNBytes(2);
        in.unread(head);
        if (head.length < 2 || (head[0] & 0xff) != MAGIC_1 || (head[1] & 0xff) != MAGIC_2) {
            return in;
        }
        Counted packed = new Counted(in);
        return new Guarded(new GZIPInputStream(packed, BUFFER), packed);
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int some = super.read(buffer, offset, length);
            count += Math.max(0, some);
            return some;
        }
    }

    private static final class Guarded extends FilterInputStream {
        private final Counted packed;
        private long count;

        Guarded(InputStream in, Counted packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int some = super.read(buffer, offset, length);
            count += Math.max(0, some);
            if (count > NEVER_MIND && count / MOST_TIMES > packed.count) {
                throw ProblemException.of(
                                ProblemCode.TOO_LARGE, "压缩比过高，疑似压缩炸弹", "it unpacks to far more than any list does")
                        .with("reason", "compression_bomb");
            }
            return some;
        }

        /** What has been unpacked cannot be told from what would have to be waited for. */
        @Override
        public int available() {
            return 0;
        }
    }
}
