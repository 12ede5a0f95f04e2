package org.zhenhao.verification;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.registry.InstitutionInfo;
import org.zhenhao.registry.Registration;
import org.zhenhao.registry.Registry;
import org.zhenhao.registry.Role;

/**
 * Names the official number that a caller id imitates. The protected ones are those of banks, insurers, payment services,
 * carriers and authorities in the registry, and the bundled codes of police, courts and regulators. Thread-safe; no I/O;
 * next to nothing for an ordinary number.
 */
@Singleton
public class Guard {
    private static final String CODE = "CN-";
    private static final String RAW = "raw-";
    private static final List<String> FOREIGN_HEADS = List.of("+86", "0086", "+", "00", "86", "0");
    private static final int SHORTEST_CODE = 3;
    private static final int LONGEST_CODE = 6;
    private static final int MOST_ADDED = 3;

    private final Registry registry;
    private final Names names;

    @Inject
    Guard(Registry registry, Names names) {
        this.registry = registry;
        this.names = names;
    }

    /** What a caller id imitates, or null. */
    public @Nullable NearMiss nearMiss(ParsedNumber number) {
        NumberKind kind = number.kind();
        return switch (kind) {
            case IMPOSSIBLE -> impossible(number.key());
            case SENDER_ID -> lookAlike(number);
            case INTERNATIONAL, INTERNATIONAL_FIXED, INTERNATIONAL_MOBILE -> foreign(number.key());
            case SERVICE_95 -> number.extension() == null ? null : added(number.key());
            default -> null;
        };
    }

    /**
     * The sender that a text's signature belongs to, if that is not its sender.
     *
     * @param signature as in the text, with or without brackets
     */
    public @Nullable NearMiss signature(ParsedNumber sender, String signature, long now) {
        List<Registration> owners = registry.signature(signature);
        Registration owner = null;
        for (Registration registration : owners) {
            if (registration.period().covers(now)) {
                owner = owner == null ? registration : owner;
                if (registeredFor(sender.key(), registration.institutionId(), now)) {
                    return null;
                }
            }
        }
        if (owner == null) {
            return null;
        }
        InstitutionInfo info = registry.institution(owner.institutionId());
        String callBack = info == null || info.hotline() == null ? "" : info.hotline();
        return new NearMiss(callBack, owner.name(), NearMiss.How.SIGNATURE_MISMATCH);
    }

    private boolean registeredFor(String key, String institutionId, long now) {
        for (Registration registration : registry.all(key)) {
            if (registration.institutionId().equals(institutionId)
                    && registration.period().covers(now)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable NearMiss impossible(String key) {
        String shown = key.startsWith(RAW) ? key.substring(RAW.length()) : key;
        for (String head : FOREIGN_HEADS) {
            if (shown.startsWith(head)) {
                NearMiss found = official(shown.substring(head.length()), NearMiss.How.FORGED_SHAPE);
                if (found != null) {
                    return found;
                }
            }
        }
        String digits = shown.startsWith("+") ? shown.substring(1) : shown;
        for (int extra = 1; extra <= MOST_ADDED && digits.length() - extra >= 5; extra++) {
            NearMiss front = official(digits.substring(extra), NearMiss.How.ADDED_DIGITS);
            NearMiss found = front != null
                    ? front
                    : official(digits.substring(0, digits.length() - extra), NearMiss.How.ADDED_DIGITS);
            if (found != null) {
                return found;
            }
        }
        return foreign(shown);
    }

    private @Nullable NearMiss lookAlike(ParsedNumber number) {
        for (SpoofTell tell : number.tells()) {
            String meant = tell.detail();
            if (tell.type() == SpoofTell.Type.HOMOGLYPH && meant != null) {
                NearMiss found = official(meant, NearMiss.How.LOOK_ALIKE);
                Claimed named = found == null ? names.find(meant) : null;
                return named == null ? found : new NearMiss(CODE + meant, named.name(), NearMiss.How.LOOK_ALIKE);
            }
        }
        return null;
    }

    /** Burma (+95) and some Arab countries (+96x) have numbers that begin like Chinese service codes. */
    private @Nullable NearMiss foreign(String key) {
        if (!key.startsWith("+95") && !key.startsWith("+96")) {
            return null;
        }
        for (int length = LONGEST_CODE; length >= 5; length--) {
            NearMiss found = key.length() <= length + 1
                    ? null
                    : official(key.substring(1, length + 1), NearMiss.How.INTERNATIONAL_MIMIC);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable NearMiss added(String key) {
        return official(key.substring(CODE.length()), NearMiss.How.ADDED_DIGITS);
    }

    private @Nullable NearMiss official(String digits, NearMiss.How how) {
        if (digits.length() < SHORTEST_CODE || digits.length() > 12) {
            return null;
        }
        String key = CODE.concat(digits);
        Authority authority = names.authorityWith(key);
        if (authority != null) {
            return new NearMiss(key, authority.name(), how);
        }
        Registration found = registry.find(key);
        if (found == null || found.role() != Role.OFFICIAL) {
            return null;
        }
        InstitutionInfo info = registry.institution(found.institutionId());
        return info != null && info.kind().protectedKind() ? new NearMiss(key, found.name(), how) : null;
    }
}
