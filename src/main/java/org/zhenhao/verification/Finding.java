package org.zhenhao.verification;

import java.util.Locale;
import org.zhenhao.number.Label;

/**
 * What one check of a claim found.
 *
 * @param what which part of the claim was checked
 * @param outcome what became of it
 * @param reason a stable word for why
 */
public record Finding(What what, Outcome outcome, Reason reason) {

    /** The parts of a claim. */
    public enum What {
        NUMBER,
        AGENCY,
        STAFF,
        SIGNATURE,
        INSTITUTION;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a check ended as it did. */
    public enum Reason {
        LISTED(
                "号码在该机构公布的名录中；但来电显示可以伪造，回拨官方号码最可靠",
                "The institution lists it; a caller id can be forged all the same, so calling back is safest"),
        LISTED_ONCE("该登记已过有效期", "The entry's period is over"),
        LISTED_LATER("该登记尚未生效", "The entry's period has not begun"),
        OTHER_OWNER("该号码登记在其他机构名下", "It is registered for another institution"),
        IMITATES("该号码只是像官方号码，并不是", "It only looks like an official number"),
        ONLY_LISTED_NUMBERS(
                "该机构声明只使用名录中的号码，此号码不在其中", "The institution uses its listed numbers only, and this is none of them"),
        CALLS_FROM_ABROAD(
                "国内机关不会用境外号码或不可能的号码来电", "A Chinese authority does not call from a foreign or impossible number"),
        WITHHELD("号码被隐藏，无从核对", "The number is withheld, so there is nothing to check"),
        NOT_IN_REGISTRY("名录中没有记载：既不证明是，也不证明不是", "The registry says nothing of it, which proves neither"),
        REGISTRY_NOT_CONFIRMED("该机构的名录已久未确认", "The institution's list has not been confirmed for long"),
        INSTITUTION_UNKNOWN("名录中没有这个机构", "The registry does not know this institution"),
        COMMISSIONED("该机构公布了对这家公司的委托", "The institution has published that it commissioned this agency"),
        OTHER_AGENCY("该号码登记给了另一家受托公司", "The number is registered for another agency"),
        STAFF_LISTED("工号在名录中", "The staff id is listed"),
        SIGNATURE_LISTED("签名与发送号码相符", "The signature belongs to the sender"),
        SIGNATURE_MISMATCH("签名属于该机构，但发送号码不是它的", "The signature is the institution's, the sender is not");

        private final String wire = name().toLowerCase(Locale.ROOT);
        private final Label text;

        Reason(String zh, String en) {
            this.text = new Label(zh, en);
        }

        /** The snake_case word used in the API. */
        public String wire() {
            return wire;
        }

        /** The same in a sentence. */
        public Label text() {
            return text;
        }
    }
}
