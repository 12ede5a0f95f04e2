package org.zhenhao.verification;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.registry.Registration;
import org.zhenhao.registry.Registry;
import org.zhenhao.registry.Role;
import org.zhenhao.verification.Finding.Reason;
import org.zhenhao.verification.Finding.What;

/**
 * Checks claims against the registry. What it does not know it calls not listed, and what is listed it confirms as listed,
 * not as true. Thread-safe; no I/O.
 */
@Singleton
public class Verifier {
    private static final Finding UNKNOWN =
            new Finding(What.INSTITUTION, Outcome.NOT_LISTED, Reason.INSTITUTION_UNKNOWN);

    private final Registry registry;
    private final Names names;
    private final Guard guard;
    private final Clock clock;

    @Inject
    Verifier(Registry registry, Names names, Guard guard, Clock clock) {
        this.registry = registry;
        this.names = names;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * Finds whom a claim means, which is most of the work of checking it.
     *
     * @param institution its id or name, as the caller gives it
     */
    public ClaimedInstitution prepare(String institution) {
        // Read first: what changes in between makes this out of date, never wrong.
        Object version = registry.institutions();
        return new ClaimedInstitution(names.find(institution), version);
    }

    /** Whether what was prepared is still what {@link #prepare} would say. */
    public boolean holds(ClaimedInstitution prepared) {
        return prepared.isOf(registry.institutions());
    }

    /**
     * Checks the claim that a caller calls for an institution.
     *
     * @param text whether it was a text rather than a call
     * @param nearMiss what {@link Guard#nearMiss} says of the number
     */
    public Verification verify(
            ParsedNumber number, boolean text, ClaimedInstitution institution, @Nullable NearMiss nearMiss) {
        Claimed claimed = institution.claimed();
        Finding finding = claimed == null
                ? UNKNOWN
                : number(
                        new Claim(number, text, null, null, null, null),
                        claimed,
                        nearMiss,
                        clock.instant().getEpochSecond());
        return verification(claimed, nearMiss, List.of(finding));
    }

    /** The same of a claim that is checked once, with the number's near miss found here. */
    public Verification verify(ParsedNumber number, boolean text, String institution) {
        return verify(number, text, prepare(institution), guard.nearMiss(number));
    }

    Verification verify(Claim claim) {
        long now = clock.instant().getEpochSecond();
        String signature = claim.signature();
        Claimed claimed = names.find(claim.institution());
        if (claimed == null && claim.institution() == null && signature != null) {
            claimed = signed(signature, now);
        }
        List<Finding> findings = new ArrayList<>();
        NearMiss nearMiss = guard.nearMiss(claim.number());
        if (claimed == null) {
            findings.add(UNKNOWN);
        } else {
            findings.add(number(claim, claimed, nearMiss, now));
        }
        if (signature != null && claimed != null) {
            NearMiss mismatch = guard.signature(claim.number(), signature, now);
            nearMiss = nearMiss == null ? mismatch : nearMiss;
            findings.add(signature(signature, mismatch, now));
        }
        if (claim.agency() != null && claimed != null) {
            findings.add(agency(claim, claimed, now));
        }
        if (claim.staffId() != null && claimed != null) {
            findings.add(staff(claim, claimed, now));
        }
        return verification(claimed, nearMiss, List.copyOf(findings));
    }

    private static Verification verification(
            @Nullable Claimed claimed, @Nullable NearMiss nearMiss, List<Finding> findings) {
        Outcome worst = Outcome.CONFIRMED;
        for (Finding finding : findings) {
            worst = worst.worse(finding.outcome());
        }
        return new Verification(
                worst,
                claimed == null ? null : claimed.name(),
                claimed == null ? null : claimed.id(),
                claimed == null ? null : claimed.callBack(),
                nearMiss,
                findings);
    }

    /** A signature claims to be the institution it is registered for, or whose name it is. */
    private @Nullable Claimed signed(String signature, long now) {
        for (Registration registration : registry.signature(signature)) {
            if (registration.period().covers(now)) {
                return names.find(registration.institutionId());
            }
        }
        return names.find(signature);
    }

    private Finding number(Claim claim, Claimed claimed, @Nullable NearMiss nearMiss, long now) {
        ParsedNumber number = claim.number();
        if (number.kind() == NumberKind.WITHHELD) {
            return new Finding(What.NUMBER, Outcome.NOT_LISTED, Reason.WITHHELD);
        }
        boolean stale = claimed.staleAt() <= now;
        if (nearMiss != null && nearMiss.how() != NearMiss.How.ADDED_DIGITS) {
            return new Finding(What.NUMBER, Outcome.CONTRADICTED, Reason.IMITATES);
        }
        if (claimed.id() == null && number.key().equals(claimed.callBack())) {
            return new Finding(What.NUMBER, Outcome.CONFIRMED, Reason.LISTED);
        }
        boolean once = false;
        boolean later = false;
        boolean other = false;
        for (Registration registration : registry.all(number.key())) {
            boolean valid = registration.period().covers(now);
            if (registration.institutionId().equals(claimed.id())) {
                if (valid) {
                    return stale
                            ? new Finding(What.NUMBER, Outcome.REGISTRY_STALE, Reason.REGISTRY_NOT_CONFIRMED)
                            : new Finding(What.NUMBER, Outcome.CONFIRMED, Reason.LISTED);
                }
                once |= registration.period().over(now);
                later |= !registration.period().over(now);
            } else {
                other |= valid && registration.role() == Role.OFFICIAL;
            }
        }
        if (once || later) {
            return new Finding(
                    What.NUMBER,
                    once ? Outcome.EXPIRED : Outcome.NOT_LISTED,
                    once ? Reason.LISTED_ONCE : Reason.LISTED_LATER);
        }
        return unlisted(claim, claimed, other, stale);
    }

    private static Finding unlisted(Claim claim, Claimed claimed, boolean other, boolean stale) {
        if (other) {
            return new Finding(What.NUMBER, Outcome.CONTRADICTED, Reason.OTHER_OWNER);
        }
        if (claimed.authority() && abroad(claim.number().kind())) {
            return new Finding(What.NUMBER, Outcome.CONTRADICTED, Reason.CALLS_FROM_ABROAD);
        }
        if (stale) {
            return new Finding(What.NUMBER, Outcome.REGISTRY_STALE, Reason.REGISTRY_NOT_CONFIRMED);
        }
        boolean complete = claim.text() ? claimed.completeTexts() : claimed.completeCalls();
        return complete
                ? new Finding(What.NUMBER, Outcome.CONTRADICTED, Reason.ONLY_LISTED_NUMBERS)
                : new Finding(What.NUMBER, Outcome.NOT_LISTED, Reason.NOT_IN_REGISTRY);
    }

    private static boolean abroad(NumberKind kind) {
        return switch (kind) {
            case INTERNATIONAL, INTERNATIONAL_FIXED, INTERNATIONAL_MOBILE, IMPOSSIBLE, SATELLITE, PREMIUM -> true;
            default -> false;
        };
    }

    private Finding signature(String signature, @Nullable NearMiss mismatch, long now) {
        if (mismatch != null) {
            return new Finding(What.SIGNATURE, Outcome.CONTRADICTED, Reason.SIGNATURE_MISMATCH);
        }
        boolean listed = registry.signature(signature).stream()
                .anyMatch(registration -> registration.period().covers(now));
        return listed
                ? new Finding(What.SIGNATURE, Outcome.CONFIRMED, Reason.SIGNATURE_LISTED)
                : new Finding(What.SIGNATURE, Outcome.NOT_LISTED, Reason.NOT_IN_REGISTRY);
    }

    private Finding agency(Claim claim, Claimed claimed, long now) {
        Claimed agency = names.find(claim.agency());
        String agencyId = agency == null ? null : agency.id();
        if (agencyId == null) {
            return new Finding(What.AGENCY, Outcome.NOT_LISTED, Reason.INSTITUTION_UNKNOWN);
        }
        boolean another = false;
        for (Registration registration : registry.all(claim.number().key())) {
            Registration.Agency holder = registration.agency();
            another |= holder != null
                    && !holder.id().equals(agencyId)
                    && registration.period().covers(now);
        }
        if (another) {
            return new Finding(What.AGENCY, Outcome.CONTRADICTED, Reason.OTHER_AGENCY);
        }
        List<Registration> said = new ArrayList<>(registry.commissions(agencyId));
        registry.all(claim.number().key()).stream()
                .filter(registration -> registration.agency() != null
                        && registration.agency().id().equals(agencyId))
                .forEach(said::add);
        return judged(What.AGENCY, said, claimed, now, Reason.COMMISSIONED);
    }

    /** A staff id that is not listed is never contradicted: to say so would help whoever guesses. */
    private Finding staff(Claim claim, Claimed claimed, long now) {
        String staffId = Objects.requireNonNull(claim.staffId());
        Claimed agency = names.find(claim.agency());
        String holder = claim.agency() == null ? claimed.id() : agency == null ? null : agency.id();
        List<Registration> said = holder == null ? List.of() : registry.staff(holder, staffId);
        return judged(What.STAFF, said, claimed, now, Reason.STAFF_LISTED);
    }

    private static Finding judged(What what, List<Registration> said, Claimed claimed, long now, Reason good) {
        boolean once = false;
        for (Registration registration : said) {
            if (registration.institutionId().equals(claimed.id())) {
                if (registration.period().covers(now)) {
                    return claimed.staleAt() <= now
                            ? new Finding(what, Outcome.REGISTRY_STALE, Reason.REGISTRY_NOT_CONFIRMED)
                            : new Finding(what, Outcome.CONFIRMED, good);
                }
                once |= registration.period().over(now);
            }
        }
        return once
                ? new Finding(what, Outcome.EXPIRED, Reason.LISTED_ONCE)
                : new Finding(what, Outcome.NOT_LISTED, Reason.NOT_IN_REGISTRY);
    }
}
