package org.zhenhao.feed;

/** Writes the whole numbers that stand for numbers in lists as people write them; see {@link org.zhenhao.reputation.KeyIds}. */
final class Numbers {
    private static final long CODES = 2_000_000_000_000_000_000L;
    private static final int[] SIZE = {1, 10, 100, 1_000, 10_000};

    private Numbers() {}

    /** Whether it is an E.164 number, not a code that is dialled within a country only. */
    static boolean e164(long number) {
        return number < CODES;
    }

    /** The canonical form: {@code +8613800138000} or {@code CN-1069055}. */
    static String key(long number) {
        return number < CODES ? "+" + number : "CN-" + (number - CODES);
    }

    /** The digits that the numbers of a block share. */
    static String prefix(Change.RuleKey rule) {
        return e164(rule.first())
                ? "+" + rule.first() / SIZE[rule.dropped()]
                : "CN-" + (rule.first() - CODES) / SIZE[rule.dropped()];
    }
}
