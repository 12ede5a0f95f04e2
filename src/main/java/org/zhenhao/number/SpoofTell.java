package org.zhenhao.number;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing about a caller id's shape that suggests it was forged, or that one should know before trusting it.
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
        /** A national code behind +, 00 or +86: calls from abroad must carry 00 and never show such a code. */
        INTL_PREFIX_ON_SHORT(Strength.STRONG),
        /** +86, an area code and a service code: shown by forgers, and by some networks when the callee is abroad. */
        PLUS86_AREA_SHORT(Strength.MEDIUM),
        /** No country has the code that follows + or 00. */
        INTL_INVALID(Strength.STRONG),
        /** A genuine foreign number whose first digits read like a 95, 96 or 400 code. */
        LOOKALIKE_COUNTRY_CODE(Strength.WEAK),
        BAD_AREA_CODE(Strength.STRONG),
        BAD_LENGTH(Strength.STRONG),
        UNASSIGNED_SEGMENT(Strength.STRONG),
        /** 110, 119, 120 or 122 calls nobody of itself, as far as is known. */
        EMERGENCY_AS_CALLER(Strength.MEDIUM),
        /** An area code before an emergency number. */
        AREA_PLUS_EMERGENCY(Strength.MEDIUM),
        IOT_AS_CALLER(Strength.STRONG),
        SMS_CODE_AS_CALLER(Strength.STRONG),
        /** A code known to send texts only. */
        SMS_ONLY_CODE_AS_CALLER(Strength.MEDIUM),
        DATA_SIM_AS_CALLER(Strength.STRONG),
        /** 400 and 800 numbers are made for being called; sources differ on whether 400 may call out. */
        INBOUND_ONLY_AS_CALLER(Strength.WEAK),
        /** A number that no one can hold, with an official code inside. */
        OFFICIAL_CODE_EMBEDDED(Strength.MEDIUM),
        /** A gateway extension, which the sender chooses, ends like an official code. */
        OFFICIAL_CODE_SUFFIX(Strength.INFORMATION),
        /** Letters or digits that look like an official name or code but are not. */
        HOMOGLYPH(Strength.STRONG),
        /** Characters that the SMS alphabet does not have. */
        NON_GSM7(Strength.STRONG),
        /** Networks in mainland China replace alphanumeric senders by a number. */
        ALPHA_NOT_USED_IN_CN(Strength.MEDIUM),
        /** Longer than the 20 digits an SMS sender can have. */
        OVER_20_DIGITS(Strength.WEAK),
        /** STIR/SHAKEN verification of the caller id failed. */
        VERSTAT_FAILED(Strength.STRONG),
        /** A local number that could also be 86 and a service code. */
        AMBIGUOUS_86(Strength.WEAK),
        /** A local number without its area code: many people hold it. */
        AREA_MISSING(Strength.INFORMATION),
        /** An IP-call prefix stood before the number. */
        IP_PREFIX(Strength.INFORMATION),
        /** A sub-number prefix stood before the number. */
        SUBNUMBER_PREFIX(Strength.INFORMATION),
        WITHHELD_NUMBER(Strength.INFORMATION),
        PRIVACY_NUMBER(Strength.INFORMATION),
        INTL_ORIGIN(Strength.INFORMATION);

        private final Strength strength;
        private final String wire = name().toLowerCase(Locale.ROOT);

        Type(Strength strength) {
            this.strength = strength;
        }

        /** How much this tell means by itself. */
        public Strength strength() {
            return strength;
        }

        /** The snake_case word used in the API. */
        public String wire() {
            return wire;
        }
    }
}
