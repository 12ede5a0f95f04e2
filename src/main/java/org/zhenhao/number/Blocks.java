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

    /** The blocks of a number, or null if its kind has none or it is too short. */
    public static @Nullable Blocks of(String key, NumberKind kind) {
        int digitsFrom;
        switch (kind) {
            case WITHHELD, IMPOSSIBLE, SENDER_ID, EMERGENCY, PUBLIC_SERVICE, CARRIER_SERVICE, LOCAL_FIXED -> {
                return null;
            }
            default -> digitsFrom = key.startsWith("+") ? 1 : key.indexOf('-') + 1;
        }
        int area = key.indexOf(';');
        int end = area < 0 ? key.length() : area;
        int digits = end - digitsFrom;
        boolean code95 = kind == NumberKind.SERVICE_95 || kind == NumberKind.CALL_CENTRE_95;
        int dropped = Math.min(WIDEST, digits - (code95 ? LEAST_LEFT_95 : LEAST_LEFT));
        if (dropped < 1) {
            return null;
        }
        int tail = 0;
        for (int i = end - dropped; i < end; i++) {
            int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            tail = tail * 10 + digit;
        }
        return new Blocks(key.substring(0, end - dropped) + "x".repeat(dropped) + key.substring(end), dropped, tail);
    }

    /** Leading digits of the block that drops {@code level} digits, as shown to people: {@code +86170123456}. */
    public String prefix(int level) {
        String digits = Integer.toString(tail);
        String padded = "0".repeat(dropped - digits.length()) + digits;
        return page.substring(0, page.indexOf('x')) + padded.substring(0, dropped - level);
    }
}
