package org.zhenhao.registry;

import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.secret.Pseudonyms;

/**
 * How entries that are no single number are written as keys: {@code +8675512340000~+8675512349999}, {@code CN-10690123*},
 * {@code 【某银行】}, {@code staff-…}, {@code agency-…}. None of these is the key of a number.
 */
final class EntryKeys {
    private static final int STAFF_HEX = 48;

    private EntryKeys() {}

    static String range(String first, String last) {
        return first + '~' + last;
    }

    static String base(String digits) {
        return "CN-" + digits + '*';
    }

    /** A signature without its brackets, in one form for all widths and cases. */
    static String signature(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\[\\]【】「」]", "")
                .toLowerCase(Locale.ROOT);
        return '【' + plain + '】';
    }

    static String commission(String agencyId) {
        return "agency-" + agencyId;
    }

    /**
     * The keyed hash of a staff id.
     *
     * @param holderId id of the agency or institution whose staff it is
     */
    static String staff(Pseudonyms pseudonyms, String holderId, String staffId) {
        String plain = Normalizer.normalize(staffId, Normalizer.Form.NFKC)
                .replaceAll("[\\s._-]", "")
                .toUpperCase(Locale.ROOT);
        return "staff-"
                + HexFormat.of()
                        .formatHex(pseudonyms.hmac("registry_staff", holderId, plain))
                        .substring(0, STAFF_HEX);
    }

    /** The span of numbers that the key of a range or base means; null for others. */
    static RegistryChanged.@Nullable Span span(String key) {
        int tilde = key.indexOf('~');
        if (tilde > 0) {
            return new RegistryChanged.Span(key.substring(0, tilde), key.substring(tilde + 1));
        }
        return key.endsWith("*") ? new RegistryChanged.Span(key.substring(0, key.length() - 1), null) : null;
    }
}
