package org.zhenhao.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.number.Verstat;

/** Collects what moved a score, with how far it did. The effect of evidence is its distance in log-odds; facts come first. */
final class Reasons {
    private static final double FORGED = 300;
    private static final double IMPOSSIBLE = 250;
    private static final double FACT = 200;
    private static final double STRONG_SHAPE = 150;
    private static final double MEDIUM_SHAPE = 100;
    private static final double LEAST_EFFECT = 1e-3;
    private static final double LEAST_EVIDENCE = 0.3;
    private static final int RECENT_DAYS = 30;
    private static final int[] SPANS = {1, 7, 30, 90};

    private record Weighed(double effect, Assessment.Reason reason) {}

    private final List<Weighed> found = new ArrayList<>();

    /** How far apart two probabilities are, in log-odds. */
    static double distance(double one, double other) {
        return Math.abs(Math.log(one / (1 - one)) - Math.log(other / (1 - other)));
    }

    void registry(Standing standing, boolean forged) {
        if (forged) {
            add(
                    FORGED,
                    standing == Standing.OFFICIAL ? ReasonCode.OFFICIAL_BEING_FORGED : ReasonCode.NUMBER_BEING_FORGED);
        }
        switch (standing) {
            case OFFICIAL -> add(FACT, ReasonCode.OFFICIAL_NUMBER);
            case BUSINESS -> add(FACT, ReasonCode.VERIFIED_BUSINESS);
            case COLLECTOR -> add(FACT, ReasonCode.NAMED_COLLECTOR);
            case NONE -> {}
        }
    }

    void shape(ParsedNumber number) {
        if (number.kind() == NumberKind.IMPOSSIBLE) {
            add(IMPOSSIBLE, ReasonCode.IMPOSSIBLE_NUMBER);
        }
        if (number.verstat() == Verstat.FAILED) {
            add(STRONG_SHAPE, ReasonCode.VERIFICATION_FAILED);
        }
        for (SpoofTell tell : number.tells()) {
            String type = tell.type().name().toLowerCase(Locale.ROOT);
            switch (tell.type().strength()) {
                case STRONG -> add(STRONG_SHAPE, ReasonCode.SPOOF_SHAPE, type);
                case MEDIUM -> add(MEDIUM_SHAPE, ReasonCode.SPOOF_SHAPE, type);
                default -> add(LEAST_EFFECT, ReasonCode.SHAPE_NOTE, type);
            }
        }
    }

    void campaign(Inheritance inheritance, double effect) {
        if (inheritance.thirdParties()) {
            add(STRONG_SHAPE, ReasonCode.THIRD_PARTY_CONTACT);
        }
        if (effect > LEAST_EFFECT) {
            add(effect, ReasonCode.CAMPAIGN, Integer.toString(inheritance.others()));
        }
    }

    void reports(Tally tally, Reading reading, long now, double effect) {
        if (tally.negative() == 0) {
            return;
        }
        String count = Integer.toString(tally.negative());
        int since = days(tally.lastNegative(), now);
        int span = span(days(tally.first(), now));
        if (since > RECENT_DAYS) {
            add(effect, ReasonCode.REPORTS_OLD, count, Integer.toString(since));
        } else if (span > 0) {
            add(effect, ReasonCode.REPORTS_RECENT, count, Integer.toString(span));
        } else {
            add(effect, ReasonCode.REPORTS_ONGOING, count, Integer.toString(since));
        }
        if (tally.negative() > 2 && Integer.bitCount(tally.networks()) == 1) {
            add(effect * 0.5, ReasonCode.ONE_NETWORK, count);
        }
        if (reading.established() < 0.1 * reading.bad()) {
            add(effect * 0.4, ReasonCode.NEW_REPORTERS_ONLY);
        }
    }

    void friends(Tally tally, Reading reading, Level level, double effect) {
        if (tally.positive() == 0) {
            return;
        }
        add(effect, ReasonCode.LEGIT_REPORTS, Integer.toString(tally.positive()));
        boolean heard = reading.bad() >= LEAST_EVIDENCE && reading.good() >= LEAST_EVIDENCE;
        double share = reading.bad() / (reading.bad() + reading.good());
        Category worst = reading.worst();
        if (heard && share >= 0.25 && share <= 0.75) {
            add(
                    effect * 0.5,
                    ReasonCode.MIXED_OPINIONS,
                    Integer.toString(tally.negative()),
                    Integer.toString(tally.positive()));
        }
        if (worst != null
                && level.compareTo(Level.ELEVATED) < 0
                && reading.bad() >= LEAST_EVIDENCE
                && reading.bad() < reading.good()) {
            add(effect * 0.6, ReasonCode.MINORITY_WARNING, worst.wire());
        }
    }

    void block(Assessment.BlockView view, boolean clean, double effect) {
        ReasonCode code = clean ? ReasonCode.BLOCK_CLEAN : ReasonCode.BLOCK_BAD;
        add(effect, code, view.prefix(), Integer.toString(view.numbers()));
    }

    void kind(NumberKind kind) {
        add(LEAST_EFFECT, ReasonCode.KIND_PRIOR, kind.wire());
    }

    /** All that was found, the strongest first. */
    List<Assessment.Reason> sorted() {
        found.sort((a, b) -> Double.compare(b.effect, a.effect));
        Assessment.Reason[] reasons = new Assessment.Reason[found.size()];
        for (int i = 0; i < reasons.length; i++) {
            reasons[i] = found.get(i).reason;
        }
        return List.of(reasons);
    }

    private void add(double effect, ReasonCode code, String... arguments) {
        found.add(new Weighed(effect, new Assessment.Reason(code.wire(), List.of(arguments))));
    }

    private static int days(long then, long now) {
        return (int) Math.max(0, (now - then) / (long) Decay.DAY);
    }

    /** The least usual span that covers {@code days}, 0 if none does. */
    private static int span(int days) {
        for (int span : SPANS) {
            if (days < span) {
                return span;
            }
        }
        return 0;
    }
}
