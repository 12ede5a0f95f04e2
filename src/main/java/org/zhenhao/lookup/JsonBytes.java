package org.zhenhao.lookup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259) as UTF-8 into a buffer that grows. It places commas and escapes text, and trusts its caller to close what
 * it opens. Not thread-safe.
 */
final class JsonBytes {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_UNIT = 6;
    private static final int LONGEST_LONG = 20;
    private static final int TIME_LENGTH = 22;
    private static final long DAY = 86_400;
    private static final long YEAR_10000 = 253_402_300_800L;

    private static final int OWN_SIZE = 1 << 10;
    private static final int LARGEST_KEPT = 1 << 14;
    private static final ThreadLocal<JsonBytes> OWN = ThreadLocal.withInitial(() -> new JsonBytes(OWN_SIZE));

    private byte[] buffer;
    private int size;
    private boolean more;

    JsonBytes(int usualSize) {
        buffer = new byte[usualSize];
    }

    /**
     * This thread's own, emptied: for what is written from end to end before this thread writes anything else, and then copied out
     * by {@link #toBytes}. A buffer for each answer was a sixth of what a lookup leaves to the collector.
     */
    static JsonBytes ownOfThread() {
        JsonBytes own = OWN.get();
        if (own.buffer.length > LARGEST_KEPT) {
            own.buffer = new byte[OWN_SIZE];
        }
        own.size = 0;
        own.more = false;
        return own;
    }

    void writeStartObject() {
        open('{');
    }

    void writeEndObject() {
        close('}');
    }

    void writeObjectFieldStart(String name) {
        name(name);
        open('{');
    }

    void writeArrayFieldStart(String name) {
        name(name);
        open('[');
    }

    void writeEndArray() {
        close(']');
    }

    private void open(char bracket) {
        separate();
        reserve(1);
        buffer[size++] = (byte) bracket;
        more = false;
    }

    private void close(char bracket) {
        reserve(1);
        buffer[size++] = (byte) bracket;
        more = true;
    }

    /** Goes on after a value with a comma. */
    private void separate() {
        if (more) {
            reserve(1);
            buffer[size++] = ',';
        }
        more = true;
    }

    // An ASCII string's bytes are copied as they are: the one method that does so without a look at each is deprecated
    // because it would not do for others.
    @SuppressWarnings("deprecation")
    private void name(String name) {
        int length = name.length();
        reserve(length + 4);
        if (more) {
            buffer[size++] = ',';
        }
        buffer[size++] = '"';
        name.getBytes(0, length, buffer, size);
        size += length;
        buffer[size++] = '"';
        buffer[size++] = ':';
        more = false;
    }

    /** Writes a member whose value is text. Names are ASCII that needs no escapes, here and below. */
    void writeStringField(String name, @Nullable String value) {
        name(name);
        writeString(value);
    }

    void writeNullField(String name) {
        name(name);
        raw(NULL);
    }

    void writeBooleanField(String name, boolean value) {
        name(name);
        raw(value ? TRUE : FALSE);
    }

    void writeNumberField(String name, long value) {
        name(name);
        number(value);
    }

    /** Writes a member that holds a finite number. */
    void writeNumberField(String name, double value) {
        name(name);
        raw(Double.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes a member that holds so many hundredths, at least 0, in as few digits as tell it, but one behind the point. */
    void writeHundredthsField(String name, long hundredths) {
        name(name);
        number(hundredths / 100);
        reserve(3);
        int rest = (int) (hundredths % 100);
        buffer[size++] = '.';
        buffer[size++] = (byte) ('0' + rest / 10);
        if (rest % 10 != 0) {
            buffer[size++] = (byte) ('0' + rest % 10);
        }
    }

    /** Writes a member that holds a moment, in Unix seconds, as RFC 3339 in UTC. */
    void writeTimeField(String name, long seconds) {
        name(name);
        if (seconds < 0 || seconds >= YEAR_10000) {
            writeString(Instant.ofEpochSecond(seconds).toString());
            return;
        }
        separate();
        reserve(TIME_LENGTH);
        buffer[size++] = '"';
        time(seconds);
        buffer[size++] = '"';
    }

    /** Howard Hinnant's civil_from_days ("chrono-Compatible Low-Level Date Algorithms"), for days from 1970 on. */
    private void time(long seconds) {
        int shifted = (int) (seconds / DAY) + 719_468;
        int era = shifted / 146_097;
        int dayOfEra = shifted - era * 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        two(year / 100);
        two(year % 100);
        buffer[size++] = '-';
        two(month);
        buffer[size++] = '-';
        two(dayOfYear - (153 * fromMarch + 2) / 5 + 1);
        buffer[size++] = 'T';
        int ofDay = (int) (seconds % DAY);
        two(ofDay / 3_600);
        buffer[size++] = ':';
        two(ofDay / 60 % 60);
        buffer[size++] = ':';
        two(ofDay % 60);
        buffer[size++] = 'Z';
    }

    private void two(int value) {
        buffer[size++] = (byte) ('0' + value / 10);
        buffer[size++] = (byte) ('0' + value % 10);
    }

    private void number(long value) {
        separate();
        if (value < 0 || value > Integer.MAX_VALUE) {
            append(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        reserve(LONGEST_LONG);
        int left = (int) value;
        int end = size + 1;
        for (int power = left / 10; power > 0; power /= 10) {
            end++;
        }
        size = end;
        do {
            buffer[--end] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
    }

    /** Writes text as a value; null as null. */
    void writeString(@Nullable String value) {
        if (value == null) {
            raw(NULL);
            return;
        }
        separate();
        int length = value.length();
        reserve(length * LONGEST_UNIT + 2);
        byte[] out = buffer;
        int at = size;
        out[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < 0x80 && c >= ' ' && c != '"' && c != '\\') {
                out[at++] = (byte) c;
            } else {
                at = odd(out, at, c);
            }
        }
        out[at++] = '"';
        size = at;
    }

    /** A character that is not written as itself in one byte. Surrogates are escaped, paired or not. */
    private static int odd(byte[] out, int from, char c) {
        int at = from;
        if (c < 0x80) {
            return escape(out, from, c);
        }
        if (Character.isSurrogate(c)) {
            return unicode(out, from, c);
        }
        if (c < 0x800) {
            out[at++] = (byte) (0xc0 | c >> 6);
        } else {
            out[at++] = (byte) (0xe0 | c >> 12);
            out[at++] = (byte) (0x80 | c >> 6 & 0x3f);
        }
        out[at++] = (byte) (0x80 | c & 0x3f);
        return at;
    }

    private static int escape(byte[] out, int from, char c) {
        int letter = switch (c) {
            case '"', '\\' -> c;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
        if (letter == 0) {
            return unicode(out, from, c);
        }
        out[from] = '\\';
        out[from + 1] = (byte) letter;
        return from + 2;
    }

    private static int unicode(byte[] out, int from, char c) {
        out[from] = '\\';
        out[from + 1] = 'u';
        for (int i = 0; i < 4; i++) {
            out[from + 2 + i] = DIGITS[c >> 12 - 4 * i & 0xf];
        }
        return from + LONGEST_UNIT;
    }

    /** Writes a member that was written before, name and all. */
    void writeMember(byte[] member) {
        raw(member);
    }

    private void raw(byte[] value) {
        separate();
        append(value);
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void reserve(int room) {
        if (buffer.length - size < room) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + room));
        }
    }

    /**
     * A strong entity tag over what was written so far, quotes included: two checksums of different polynomials make 64
     * bits, and the machine computes both at memory speed.
     */
    String tag() {
        CRC32 first = new CRC32();
        first.update(buffer, 0, size);
        CRC32C second = new CRC32C();
        second.update(buffer, 0, size);
        return '"' + HEX.toHexDigits((first.getValue() << 32) | second.getValue()) + '"';
    }

    /** What was written. */
    byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }
}
