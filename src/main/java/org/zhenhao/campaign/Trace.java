package org.zhenhao.campaign;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Something that reports of one campaign have in common, kept as a keyed mark from which nothing can be read.
 *
 * @param kind what it is
 * @param mark equal marks of a kind mean the same thing; those of texts are alike where few bits differ
 */
public record Trace(Kind kind, long mark) {
    /** What reports can have in common. The store keeps their codes. */
    public enum Kind {
        /** A matter that several people were contacted about. */
        CASE_KEY(1),
        /** A text, up to small changes. */
        TEXT(2),
        /** The signature of a text. */
        SIGNATURE(3),
        /** A burst of contacts from neighbouring numbers. */
        BLOCK(4);

        private final int code;
        private final String wire = name().toLowerCase(Locale.ROOT);

        Kind(int code) {
            this.code = code;
        }

        /** The snake_case word used in the API. */
        public String wire() {
            return wire;
        }

        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            return values()[code - 1];
        }

        static int bits(Set<Kind> kinds) {
            return kinds.stream().mapToInt(kind -> 1 << kind.code).sum();
        }

        static Set<Kind> ofBits(int bits) {
            Set<Kind> kinds = EnumSet.noneOf(Kind.class);
            for (Kind kind : values()) {
                if ((bits & 1 << kind.code) != 0) {
                    kinds.add(kind);
                }
            }
            return kinds;
        }
    }
}
