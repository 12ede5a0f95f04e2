package org.zhenhao.number;

import org.jspecify.annotations.Nullable;

/**
 * The blocks around a number: all numbers of the same length that share its leading digits.
 *
 * <p>The widest block, of ten thousand numbers, is the unit the store keeps (a page); the narrower ones are parts of it.
 * A block keeps at least six leading digits, five for codes that begin with 95; short codes, alphanumeric senders,
 * withheld and impossible numbers have none.
 *
 * @param page key of the page: the number's key with its last {@code dropped} digits replaced by {@code x}, so that
 *     numbers of another length never share it
 * @param dropped how many trailing digits the page drops, 1 to 4
 * @param tail the dropped digits as a number, 0 to 9999
 */
public record Blocks(String page, int dropped, int tail) {
    private static final int WIDEST = 4;
    private static final int LEAST_LEFT = 6;
    private static final int LEAST_LEFT_95 = 5;

    /** Whether numbers of a kind lie in blocks if they are long enough. */
    public static boolean have(NumberKind kind) {
        return switch (kind) {
            case WITHHELD, IMPOSSIBLE, SENDER_ID, EMERGENCY, PUBLIC_SERVICE, CARRIER_SERVICE, LOCAL_FIXED -> false;
            default -> true;
        };
    }

    /** The blocks of a number, or null if its kind has none or it is too short. */
    public static @Nullable Blocks of(String key, NumberKind kind) {
        int dropped = dropped(key, kind);
        if (dropped == 0) {
            return null;
        }
        int end = end(key);
        int tail = 0;
        for (int i = end - dropped; i < end; i++) {
            tail = tail * 10 + key.charAt(i) - '0';
        }
        String open = dropped == WIDEST ? "xxxx" : "x".repeat(dropped);
        String page = key.substring(0, end - dropped).concat(open);
        return new Blocks(end == key.length() ? page : page + key.substring(end), dropped, tail);
    }

    private static int end(String key) {
        int area = key.indexOf(';');
        return area < 0 ? key.length() : area;
    }

    /** How many trailing digits the page around a number drops, 0 if it has no blocks. */
    public static int dropped(String key, NumberKind kind) {
        if (!have(kind)) {
            return 0;
        }
        int digitsFrom = key.startsWith("+") ? 1 : key.indexOf('-') + 1;
        int end = end(key);
        int digits = end - digitsFrom;
        boolean code95 = kind == NumberKind.SERVICE_95 || kind == NumberKind.CALL_CENTRE_95;
        int dropped = Math.min(WIDEST, digits - (code95 ? LEAST_LEFT_95 : LEAST_LEFT));
        for (int i = end - dropped; i < end; i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return 0;
            }
        }
        return Math.max(0, dropped);
    }

    /** Leading digits of the block that drops {@code level} digits, as shown to people: {@code +86170123456}. */
    public String prefix(int level) {
        int open = page.indexOf('x');
        StringBuilder prefix = new StringBuilder(open + dropped - level).append(page, 0, open);
        int unit = 1;
        for (int i = 1; i < dropped; i++) {
            unit *= 10;
        }
        for (int shown = dropped - level; shown > 0; shown--, unit /= 10) {
            prefix.append((char) ('0' + tail / unit % 10));
        }
        return prefix.toString();
    }
}
