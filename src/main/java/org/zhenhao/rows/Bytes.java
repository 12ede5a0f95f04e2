package org.zhenhao.rows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** A growing buffer of bytes that is emptied and filled again. Not thread-safe. */
final class Bytes {
    private byte[] data;
    private int size;

    Bytes(int initial) {
        data = new byte[initial];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void put(int b) {
        room(1);
        data[size++] = (byte) b;
    }

    void put(byte[] from, int start, int end) {
        int length = end - start;
        room(length);
        System.arraycopy(from, start, data, size, length);
        size += length;
    }

    void put(byte[] from) {
        put(from, 0, from.length);
    }

    /** Appends ASCII text. */
    @SuppressWarnings("deprecation") // The method that takes characters for bytes is what ASCII wants.
    void ascii(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, data, size);
        size += length;
    }

    void text(String text, Charset charset) {
        put(text.getBytes(charset));
    }

    void number(int value) {
        if (value >= 0 && value < 10) {
            put('0' + value);
        } else if (value >= 10 && value < 100) {
            put('0' + value / 10);
            put('0' + value % 10);
        } else {
            ascii(Integer.toString(value));
        }
    }

    /** Puts a space over the byte at a place. */
    void blank(int at) {
        data[at] = ' ';
    }

    byte[] slice(int from) {
        return Arrays.copyOfRange(data, from, size);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(data, 0, size);
    }

    private void room(int more) {
        if (data.length - size < more) {
            data = Arrays.copyOf(data, Math.max(size + more, data.length * 2));
        }
    }
}
