package org.zhenhao.screening;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Packs texts fast (zlib, RFC 1950) and cuts them into pieces that both databases take. Stateless. */
final class Packing {
    /** H2 takes a little over a million bytes in one value. */
    private static final int PIECE = 1_000_000;

    private Packing() {}

    static List<byte[]> pack(byte[] text, int size) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(text, 0, size);
            deflater.finish();
            byte[] packed = new byte[Math.max(1024, size / 2)];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, packed.length * 2);
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            List<byte[]> pieces = new ArrayList<>();
            for (int from = 0; from < length; from += PIECE) {
                pieces.add(Arrays.copyOfRange(packed, from, Math.min(length, from + PIECE)));
            }
            return pieces;
        } finally {
            deflater.end();
        }
    }

    static byte[] unpack(List<byte[]> pieces) {
        Inflater inflater = new Inflater();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (byte[] piece : pieces) {
                inflater.setInput(piece);
                int some = inflater.inflate(buffer);
                while (some > 0) {
                    text.write(buffer, 0, some);
                    some = inflater.inflate(buffer);
                }
            }
            if (!inflater.finished()) {
                throw new IllegalStateException("a stored text is not whole");
            }
            return text.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }
}
