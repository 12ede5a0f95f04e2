package org.zhenhao.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** SHA-256 over the content of a list, the same for the same content however it is coded. Not thread-safe. */
final class SetChecksum implements Entries.Visitor {
    private final MessageDigest sha = Seal.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);

    static byte[] of(Entries entries) throws IOException {
        SetChecksum checksum = new SetChecksum();
        entries.walk(checksum);
        return checksum.sha.digest();
    }

    @Override
    public void number(long number, int mark) {
        buffer.clear();
        buffer.putLong(number).putInt(mark).flip();
        sha.update(buffer);
    }

    @Override
    public void name(String name, int mark) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        sha.update((byte) utf8.length);
        sha.update(utf8);
        buffer.clear();
        buffer.putInt(mark).flip();
        sha.update(buffer);
    }

    @Override
    public void rule(long first, int dropped, int mark) {
        buffer.clear();
        buffer.putLong(first).put((byte) dropped).putInt(mark).flip();
        sha.update(buffer);
    }
}
