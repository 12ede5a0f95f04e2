package org.zhenhao.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;

/**
 * Finds out what a score is made of and what would change the level: takes the reports once more one after the other, and
 * tries out on a copy what further reports, or none, would do.
 */
final class Inquiry {
    private static final int MOST_TRIED = 60;
    private static final int MOST_DAYS = 3_650;
    private static final long APART = 6 * 3_600;
    private static final long HOUR = 3_600;
    private static final long STRANGERS = 0x5bf0_3635_0000_0000L;
    private static final double NOTICEABLE = 1 - 1e-9;

    private final Policy policy;
    private final Scorer scorer;
    private final Evidence evidence;
    private final List<Witness> witnesses;
    private final long now;

    Inquiry(Policy policy, Scorer scorer, Evidence evidence, List<Witness> witnesses, long now) {
        this.policy = policy;
        this.scorer = scorer;
        this.evidence = evidence;
        this.witnesses = witnesses;
        this.now = now;
    }

    Explanation explain() {
        Case made = new Case(policy, evidence, blocks(), now);
        double risk = made.risk();
        List<Explanation.Weighed> reports = reports();
        int listed = Math.min(reports.size(), Explanation.MOST_REPORTS);
        return new Explanation(
                made.explainPrior(),
                remains(made.reading()),
                List.copyOf(reports.subList(0, listed)),
                reports.size() - listed,
                scorer.assess(evidence, now).level(),
                made.raw(),
                risk,
                changes());
    }

    private @Nullable Blocks blocks() {
        return Blocks.of(evidence.number().key(), evidence.number().kind());
    }

    private Explanation.Remains remains(Reading reading) {
        Map<Category, Double> categories = new LinkedHashMap<>();
        reading.masses().forEach((category, mass) -> {
            if (mass > 0) {
                categories.put(category, mass);
            }
        });
        return new Explanation.Remains(
                reading.established(),
                reading.bad() - reading.established(),
                reading.good(),
                reading.surge(),
                Integer.bitCount(evidence.tally().networks()),
                categories,
                evidence.tally().level());
    }

    private List<Explanation.Weighed> reports() {
        List<Witness> sorted = new ArrayList<>(witnesses);
        sorted.sort((a, b) -> Dossier.ORDER.compare(a.opinion(), b.opinion()));
        Map<Long, Opinion> newest = new HashMap<>();
        sorted.forEach(witness -> newest.put(witness.opinion().reporter(), witness.opinion()));
        Dossier dossier = dossier();
        int checkpointed = newest.size() - dossier.kept().size();
        Fold fold = new Fold(policy, kind(), dossier.official());
        List<Explanation.Weighed> reports = new ArrayList<>(sorted.size());
        int taken = 0;
        for (Witness witness : sorted) {
            Opinion opinion = witness.opinion();
            boolean counts = opinion.equals(newest.get(opinion.reporter()));
            if (counts) {
                fold.take(opinion);
                taken++;
            }
            reports.add(weighed(witness, fold, counts, counts && taken <= checkpointed));
        }
        Collections.reverse(reports);
        return reports;
    }

    private Explanation.Weighed weighed(Witness witness, Fold fold, boolean counts, boolean checkpointed) {
        Opinion opinion = witness.opinion();
        Trail trail = new Trail();
        if (opinion.tier().personal()) {
            double guard = Decay.exp2(-policy.reporters().guardHalvings() * witness.partners());
            trail.add(Explanation.Reason.CO_REPORT_GUARD, guard);
            trail.add(Explanation.Reason.TRACK_RECORD, Math.min(1, opinion.weight() / guard));
        }
        double counted = 0;
        if (!counts) {
            trail.add(Explanation.Reason.SUPERSEDED, 0);
        } else {
            switch (opinion.state()) {
                case WITHDRAWN -> trail.add(Explanation.Reason.WITHDRAWN, 0);
                case SUPPRESSED -> trail.add(Explanation.Reason.QUARANTINE, 0);
                case OVERRULED -> trail.add(Explanation.Reason.APPEAL, 0);
                case LIVE -> {
                    trail.add(Explanation.Reason.SAME_NETWORK, fold.byNetwork());
                    trail.add(Explanation.Reason.HOUR_BURST, fold.byBurst());
                    trail.add(Explanation.Reason.PROBATION_CAP, fold.byProbation());
                    counted = opinion.weight() * fold.byNetwork() * fold.byBurst() * fold.byProbation();
                }
            }
        }
        if (checkpointed) {
            trail.note(Explanation.Reason.CHECKPOINTED);
        }
        double halfLife = opinion.tier() == Opinion.Tier.NEW
                ? policy.halfLives.probation
                : policy.halfLives.of(opinion.category().code());
        return new Explanation.Weighed(
                opinion.category(),
                opinion.at() / HOUR * HOUR,
                opinion.tier(),
                opinion.weight(),
                counted,
                counted * Decay.left(now - opinion.at(), halfLife),
                List.copyOf(trail.reductions));
    }

    /** What reduced one report. */
    private static final class Trail {
        private final List<Explanation.Reduction> reductions = new ArrayList<>(2);

        void add(Explanation.Reason reason, double factor) {
            if (factor < NOTICEABLE) {
                reductions.add(new Explanation.Reduction(reason, factor));
            }
        }

        void note(Explanation.Reason reason) {
            reductions.add(new Explanation.Reduction(reason, 1));
        }
    }

    private NumberKind kind() {
        return evidence.number().kind();
    }

    private Dossier dossier() {
        List<Opinion> opinions = witnesses.stream().map(Witness::opinion).toList();
        return Dossier.of(policy, kind(), evidence.standing() == Standing.OFFICIAL, opinions);
    }

    private List<Explanation.Change> changes() {
        List<Explanation.Change> changes = new ArrayList<>();
        double young = policy.newReporterWeight();
        ReporterRule rule = policy.reporters();
        double proven = rule.weight(rule.establishedFrom(), 0);
        Category worst = Category.FRAUD;
        Category friendly = Category.LEGITIMATE;
        tryOut(changes, Explanation.Way.REPORTS_OF_NEW_REPORTERS, worst, young, Opinion.Tier.NEW);
        tryOut(changes, Explanation.Way.REPORTS_OF_ESTABLISHED_REPORTERS, worst, proven, Opinion.Tier.ESTABLISHED);
        tryOut(changes, Explanation.Way.FRIENDLY_REPORTS_OF_NEW_REPORTERS, friendly, young, Opinion.Tier.NEW);
        tryOut(
                changes,
                Explanation.Way.FRIENDLY_REPORTS_OF_ESTABLISHED_REPORTERS,
                friendly,
                proven,
                Opinion.Tier.ESTABLISHED);
        silence(changes);
        return List.copyOf(changes);
    }

    /** Puts one more report after the other on a copy of the dossier, and notes where the level changes. */
    private void tryOut(
            List<Explanation.Change> changes,
            Explanation.Way way,
            Category category,
            double weight,
            Opinion.Tier tier) {
        Dossier dossier = dossier();
        Level level = scorer.assess(evidence, now).level();
        for (int count = 1; count <= MOST_TRIED; count++) {
            long at = now + (count - 1) * APART;
            long stranger = STRANGERS + count;
            if (at > Opinion.LATEST
                    || !dossier.put(
                            new Opinion(count, stranger, stranger, category, at, weight, tier, Opinion.State.LIVE))) {
                return;
            }
            Level then = scorer.assess(with(dossier.tally()), at).level();
            if (then != level) {
                changes.add(new Explanation.Change(way, count, then));
                level = then;
            }
        }
    }

    private Evidence with(Tally tally) {
        Blocks blocks = blocks();
        BlockPage page = blocks == null
                ? evidence.page()
                : evidence.page().with(blocks.tail(), evidence.tally().member(), tally.member());
        return new Evidence(evidence.number(), tally, page, evidence.standing(), evidence.inheritance());
    }

    private void silence(List<Explanation.Change> changes) {
        Level level = scorer.assess(evidence, now).level();
        for (int days = 1; days <= MOST_DAYS; days++) {
            Level then = scorer.assess(evidence, now + days * (long) Decay.DAY).level();
            if (then != level) {
                changes.add(new Explanation.Change(Explanation.Way.DAYS_OF_SILENCE, days, then));
                level = then;
            }
        }
    }
}
