package org.zhenhao.number;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Splits canonical numbers at their country calling code (ITU-T E.164 annex D: one to three digits, none the beginning of another). */
final class CallingCodes {
    private static final int LONGEST = 3;
    private static final int MOST_DIGITS = 17;
    private static final boolean[] ASSIGNED = new boolean[1_000];

    static {
        for (int code : PhoneNumberUtil.getInstance().getSupportedCallingCodes()) {
            ASSIGNED[code] = true;
        }
    }

    private CallingCodes() {}

    /**
     * The library's form of a number, as its parser would make it of one that is canonical already.
     *
     * @param key plus and digits
     * @return null if it begins with no calling code or is too long or short
     */
    static @Nullable PhoneNumber split(String key) {
        int length = key.length();
        int code = 0;
        for (int at = 1; at <= LONGEST && at < length; at++) {
            int digit = key.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            code = code * 10 + digit;
            if (ASSIGNED[code]) {
                return number(code, key, at + 1);
            }
        }
        return null;
    }

    private static @Nullable PhoneNumber number(int code, String key, int from) {
        int length = key.length();
        if (length - from < 2 || length - from > MOST_DIGITS) {
            return null;
        }
        long national = 0;
        int zeros = 0;
        for (int i = from; i < length; i++) {
            int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            // A number of zeros alone keeps its last one as its value.
            zeros += national == 0 && digit == 0 && i < length - 1 ? 1 : 0;
            national = national * 10 + digit;
        }
        PhoneNumber number = new PhoneNumber().setCountryCode(code).setNationalNumber(national);
        if (zeros > 0) {
            number.setItalianLeadingZero(true);
        }
        if (zeros > 1) {
            number.setNumberOfLeadingZeros(zeros);
        }
        return number;
    }
}
