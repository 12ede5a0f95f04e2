package org.zhenhao.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.number.NumberKind;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.Action;
import org.zhenhao.score.Level;

/** Adds what speaks for and against a text to the odds of its sender. Not thread-safe. */
final class Weighing {
    /** A text costs its sender nearly nothing, so no sender starts with better odds; an institution's own number does. */
    private static final double LEAST_RISK = 0.05;

    private static final double LEAST_RISK_OFFICIAL = 0.02;
    private static final double HIGH = 0.9;
    private static final double ELEVATED = 0.5;
    private static final double MOST_PRESSURE = 2.5;

    private final Findings findings;
    private final List<CheckedMessage.Reason> reasons = new ArrayList<>();
    private boolean strong;
    private double odds;

    Weighing(Findings findings) {
        this.findings = findings;
        double least = findings.sender().found().registration() == null ? LEAST_RISK : LEAST_RISK_OFFICIAL;
        double risk = Math.min(
                1 - LEAST_RISK, Math.max(least, findings.sender().assessment().risk()));
        odds = Math.log(risk / (1 - risk));
        signature();
        links();
        callbacks();
        pressure();
    }

    private void signature() {
        String signature = findings.signature();
        Registration holder = findings.sender().found().registration();
        NumberKind kind = findings.sender().number().kind();
        if (signature == null) {
            if (findings.hasText() && kind == NumberKind.SMS_GATEWAY_106) {
                tell(Tell.SIGNATURE_MISSING);
            }
            return;
        }
        if (mixed(signature)) {
            tell(Tell.SIGNATURE_LOOKALIKE, signature);
        }
        InstitutionNames.Institution named = findings.named();
        if (named == null) {
            return;
        }
        String name = named.name().zh();
        if (holder != null) {
            boolean same = holder.institutionId().equals(named.id());
            if (same) {
                tell(Tell.SIGNATURE_MATCHES, name);
            } else {
                tell(Tell.SIGNATURE_OF_ANOTHER, name, holder.name().zh());
            }
        } else if (personal(kind)) {
            tell(Tell.INSTITUTION_FROM_PERSONAL_NUMBER, name);
        } else {
            tell(Tell.SIGNATURE_NOT_CONFIRMED, name);
        }
    }

    private void links() {
        for (Links.Link link : findings.links()) {
            for (Links.Oddity oddity : link.oddities()) {
                tell(Tell.of(oddity), link.host());
            }
        }
    }

    private void callbacks() {
        for (Verdict callback : findings.callbacks()) {
            String number = callback.number().key();
            Registration holder = callback.found().registration();
            InstitutionNames.Institution named = findings.named();
            if (callback.assessment().action() != Action.ALLOW) {
                tell(Tell.CALLBACK_REPORTED, number);
            } else if (named != null && holder != null && holder.institutionId().equals(named.id())) {
                tell(Tell.CALLBACK_OF_THE_SIGNATURE, number);
            } else if (named != null
                    && holder == null
                    && personal(callback.number().kind())) {
                tell(Tell.CALLBACK_PERSONAL, number);
            }
        }
    }

    /** Phrases add up to a limit only: many ways of saying the same threat are no more than one threat. */
    private void pressure() {
        double before = odds;
        for (Pressure pressure : findings.pressure()) {
            tell(Tell.of(pressure));
        }
        odds = Math.min(odds, before + MOST_PRESSURE);
    }

    private void tell(Tell tell, Object... arguments) {
        odds += tell.weight();
        strong |= tell.strong();
        reasons.add(new CheckedMessage.Reason(tell.wire(), tell.weight(), tell.text(arguments)));
    }

    private static boolean personal(NumberKind kind) {
        return switch (kind) {
            case MOBILE,
                    MOBILE_MVNO,
                    MOBILE_DATA,
                    IOT,
                    SATELLITE,
                    VOIP,
                    SENDER_ID,
                    INTERNATIONAL,
                    INTERNATIONAL_MOBILE,
                    INTERNATIONAL_FIXED,
                    PRIVACY_700,
                    IMPOSSIBLE -> true;
            default -> false;
        };
    }

    /** Whether a name mixes Chinese characters with letters that only look Latin. */
    private static boolean mixed(String name) {
        return name.codePoints().anyMatch(point -> {
            Character.UnicodeScript script = Character.UnicodeScript.of(point);
            return script == Character.UnicodeScript.CYRILLIC || script == Character.UnicodeScript.GREEK;
        });
    }

    private double risk() {
        return 1 / (1 + Math.exp(-odds));
    }

    int score() {
        return (int) Math.round(risk() * 100);
    }

    Level level() {
        Level sender = findings.sender().assessment().level();
        if (risk() >= HIGH && (strong || sender == Level.HIGH)) {
            return Level.HIGH;
        }
        if (risk() >= ELEVATED || sender == Level.HIGH) {
            return Level.ELEVATED;
        }
        return reasons.isEmpty() ? sender : Level.LOW;
    }

    Action action() {
        Action sender = findings.sender().assessment().action();
        Action own = switch (level()) {
            case HIGH -> Action.BLOCK;
            case ELEVATED -> Action.WARN;
            case TRUSTED, UNKNOWN, LOW -> Action.ALLOW;
        };
        return own.compareTo(sender) >= 0 ? own : sender;
    }

    List<CheckedMessage.Reason> reasons() {
        return reasons.stream()
                .sorted(Comparator.comparingDouble((CheckedMessage.Reason reason) -> -Math.abs(reason.weight())))
                .toList();
    }
}
