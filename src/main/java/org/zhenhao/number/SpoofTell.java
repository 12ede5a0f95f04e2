package org.zhenhao.number;

import org.jspecify.annotations.Nullable;

/**
 * One thing about a caller id's shape that suggests it was forged.
 *
 * @param type which tell
 * @param detail what it points at, such as the official code that is mimicked; digits or upper-case letters only
 */
public record SpoofTell(Type type, @Nullable String detail) {

    /** How much a tell means. */
    public enum Strength {
        INFORMATION,
        WEAK,
        MEDIUM,
        STRONG
    }

    /** The tells, each with its strength. */
    public enum Type {
        INTL_PREFIX_ON_SHORT(Strength.STRONG),
        PLUS86_AREA_SHORT(Strength.MEDIUM),
        INTL_INVALID(Strength.STRONG),
        LOOKALIKE_COUNTRY_CODE(Strength.WEAK),
        BAD_AREA_CODE(Strength.STRONG),
        BAD_LENGTH(Strength.STRONG),
        UNASSIGNED_SEGMENT(Strength.STRONG),
        EMERGENCY_AS_CALLER(Strength.MEDIUM),
        IOT_AS_CALLER(Strength.STRONG),
        SMS_CODE_AS_CALLER(Strength.STRONG),
        DATA_SIM_AS_CALLER(Strength.STRONG),
        INBOUND_ONLY_AS_CALLER(Strength.WEAK),
        OFFICIAL_CODE_EMBEDDED(Strength.MEDIUM),
        HOMOGLYPH(Strength.STRONG),
        WITHHELD_NUMBER(Strength.INFORMATION),
        PRIVACY_NUMBER(Strength.INFORMATION),
        INTL_ORIGIN(Strength.INFORMATION);

        private final Strength strength;

        Type(Strength strength) {
            this.strength = strength;
        }

        /** How much this tell means by itself. */
        public Strength strength() {
            return strength;
        }
    }
}
