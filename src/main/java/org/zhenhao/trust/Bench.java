package org.zhenhao.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.ReporterRule;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/**
 * Weighs reports as they are accepted, and judges them and so their reporters days later.
 *
 * <p>What a report weighs is fixed here once, from what is known at that moment. That makes it depend on the way things
 * went: the reporter's reliability at acceptance, what the guard saw, quarantines, and the judgements held so far. Everything
 * after that, the tally of a number above all, depends on the stored reports alone, in whatever order they came.
 * Reports are taken in the order of arrival, and hearings are held before the first report that comes after their time; so
 * nothing depends on how arrivals are cut into groups. The clock is the caller's, and never goes back for a late report.
 *
 * <p>Weights follow the mean of a Beta distribution of a reporter's being right, as in Jøsang and Ismail, The Beta
 * Reputation System (Bled 2002), in log-odds. A report is judged without itself, and agreement earns as much as it was
 * surprising, so that to repeat what everybody knows earns nothing.
 *
 * <p>Not thread-safe.
 *
 * @param <X> what the store may throw
 */
public final class Bench<X extends Exception> {
    private static final double DAY = 86_400;
    private static final double LEAST_CHANCE = 1e-6;

    private final ReporterRule rule;
    private final Scorer scorer;
    private final Shelf<X> shelf;
    private long clock;

    /**
     * @param scorer of the same policy
     * @param clock where time stands, Unix seconds; hearings due by then are held with the first report
     */
    public Bench(Policy policy, Scorer scorer, Shelf<X> shelf, long clock) {
        this.rule = policy.reporters();
        this.scorer = scorer;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Reporters of a number whose records the next report on it by {@code reporter} may need. */
    public static List<Long> lastReporters(Dossier dossier, long reporter) {
        return CoReportGuard.lastReporters(dossier, reporter);
    }

    /** Where time stands, Unix seconds. */
    public long clock() {
        return clock;
    }

    /** Weighs a report and puts it on the shelf. Time goes on to its contact, if that is later. */
    public Ruling take(Statement statement) throws X {
        advance(statement.at());
        ReporterRecord record = shelf.reporter(statement.reporter()).at(clock, rule);
        Dossier dossier = shelf.dossier(statement.number(), statement.kind());
        @Nullable Opinion held = dossier.find(statement.reporter());
        double chance = chance(statement, dossier);
        List<Long> partners = CoReportGuard.partners(
                rule,
                statement.number(),
                record,
                CoReportGuard.lastReporters(dossier, statement.reporter()),
                shelf::reporter,
                this::common);
        double weight = record.weight(rule);
        Opinion.Tier tier = record.established(rule) ? Opinion.Tier.ESTABLISHED : Opinion.Tier.NEW;
        boolean free = !record.quarantined();
        if (partners.size() >= rule.partners()) {
            weight *= Math.pow(2, -rule.guardHalvings() * partners.size());
            record = record.suspected(suspicion(partners), rule);
        }
        boolean caught = free && record.quarantined();
        if (caught) {
            takeBack(statement.reporter(), record);
        }
        record = record.reported(new ReporterRecord.Recent(statement.number(), statement.kind(), statement.at()));
        shelf.keep(statement.reporter(), record);
        Opinion.State state = overruled(statement, dossier, held)
                ? Opinion.State.OVERRULED
                : record.quarantined() ? Opinion.State.SUPPRESSED : Opinion.State.LIVE;
        Ruling ruling = new Ruling(weight, tier, state, chance, partners.size());
        shelf.put(statement.number(), statement.kind(), statement.opinion(ruling));
        if (state == Opinion.State.LIVE && !repeats(statement, held)) {
            shelf.schedule(hearing(statement, chance));
        }
        return ruling;
    }

    /** Puts a report of a vouched source on the shelf: nobody stands behind it whose record could be kept. */
    public void vouch(Statement statement, Ruling ruling) throws X {
        advance(statement.at());
        shelf.put(statement.number(), statement.kind(), statement.opinion(ruling));
    }

    /** Lets time go on to {@code to}, Unix seconds, if that is later, and holds the hearings due by then. */
    public void advance(long to) throws X {
        Hearing hearing;
        while ((hearing = shelf.next(Math.max(clock, to))) != null) {
            clock = Math.max(clock, hearing.due());
            hold(hearing);
        }
        clock = Math.max(clock, to);
    }

    /**
     * Holds back a reporter's reports, or lets them count again: those on the numbers he reported last, and those to come.
     *
     * @return how many opinions changed their state
     */
    public int sentence(long reporter, ReporterRecord.Quarantine quarantine) throws X {
        ReporterRecord record = shelf.reporter(reporter).at(clock, rule).under(quarantine);
        shelf.keep(reporter, record);
        return record.quarantined()
                ? restate(reporter, record, Opinion.State.LIVE, Opinion.State.SUPPRESSED)
                : restate(reporter, record, Opinion.State.SUPPRESSED, Opinion.State.LIVE);
    }

    /** Counts it against a reporter that an upheld appeal overruled him. */
    public void contradicted(long reporter) throws X {
        shelf.keep(reporter, shelf.reporter(reporter).at(clock, rule).disagreed(1));
    }

    /** Takes back what {@link #contradicted} counted at {@code since}, Unix seconds. */
    public void pardoned(long reporter, long since) throws X {
        shelf.keep(reporter, shelf.reporter(reporter).at(clock, rule).pardoned(since, rule));
    }

    private boolean common(ReporterRecord.Recent number) throws X {
        int reporters = shelf.reporters(rule.smallPopulation());
        if (reporters >= rule.smallPopulation()) {
            return false;
        }
        Tally tally = shelf.dossier(number.number(), number.kind()).tally();
        return tally.negative() + tally.positive() >= rule.commonShare() * reporters;
    }

    /** Notes that the partners act in concert, and answers how suspicious that makes the one they act with. */
    private double suspicion(List<Long> partners) throws X {
        int caught = 0;
        for (long partner : partners) {
            ReporterRecord before = shelf.reporter(partner).at(clock, rule);
            ReporterRecord after = before.suspected(rule.suspicionPartner(), rule);
            shelf.keep(partner, after);
            caught += after.quarantined() ? 1 : 0;
            if (after.quarantined() && !before.quarantined()) {
                takeBack(partner, after);
            }
        }
        // Whoever acts in concert with enough reporters who were caught at it is one of them.
        return caught >= rule.partners() ? Math.max(rule.suspicionOwn(), rule.quarantineFrom()) : rule.suspicionOwn();
    }

    private void takeBack(long reporter, ReporterRecord record) throws X {
        int count = restate(reporter, record, Opinion.State.LIVE, Opinion.State.SUPPRESSED);
        shelf.quarantined(reporter, clock, count);
    }

    private int restate(long reporter, ReporterRecord record, Opinion.State from, Opinion.State to) throws X {
        int count = 0;
        for (ReporterRecord.Recent recent : record.recent()) {
            count += shelf.restate(recent, reporter, from, to) ? 1 : 0;
        }
        return count;
    }

    private boolean overruled(Statement statement, Dossier dossier, @Nullable Opinion held) throws X {
        return held != null
                ? held.state() == Opinion.State.OVERRULED
                : dossier.foldedOverruled() && shelf.overruled(statement.number(), statement.reporter());
    }

    /** Whether a report only repeats what its reporter says of the number already: nobody earns trust twice for that. */
    private static boolean repeats(Statement statement, @Nullable Opinion held) {
        return held != null
                && held.state() == Opinion.State.LIVE
                && held.category().negative() == statement.category().negative();
    }

    private Hearing hearing(Statement statement, double chance) {
        return new Hearing(
                statement.at() + (long) (rule.judgedAfterDays() * DAY),
                statement.order(),
                statement.reporter(),
                statement.number(),
                statement.kind(),
                statement.category().negative(),
                chance);
    }

    private double chance(Statement statement, Dossier dossier) throws X {
        Evidence evidence = new Evidence(
                named(statement.number(), statement.kind()),
                dossier.tally(),
                shelf.page(statement.number(), statement.kind()),
                shelf.standing(statement.number()));
        double risk = scorer.weigh(evidence, clock).risk();
        return statement.category().negative() ? risk : 1 - risk;
    }

    private void hold(Hearing hearing) throws X {
        Standing standing = shelf.standing(hearing.number());
        Dossier dossier = shelf.dossier(hearing.number(), hearing.kind());
        Opinion held = dossier.find(hearing.reporter());
        boolean stands = held == null
                ? dossier.folded()
                : held.state() == Opinion.State.LIVE && held.category().negative() == hearing.negative();
        if (!stands || standing == Standing.OFFICIAL) {
            return;
        }
        Evidence others = new Evidence(
                named(hearing.number(), hearing.kind()),
                dossier.tallyWithout(hearing.reporter()),
                pageWithout(hearing, dossier),
                standing);
        Scorer.Weighing weighing = scorer.weigh(others, clock);
        boolean bad = weighing.risk() >= rule.judgedBadFrom();
        boolean clear = bad || weighing.risk() <= rule.judgedGoodTo();
        if (!clear || weighing.bad() + weighing.good() < rule.judgedFrom()) {
            return;
        }
        ReporterRecord record = shelf.reporter(hearing.reporter()).at(clock, rule);
        shelf.keep(
                hearing.reporter(),
                bad == hearing.negative() ? record.agreed(credit(hearing.chance())) : record.disagreed(1));
    }

    private double credit(double chance) {
        double surprise = -Math.log(Math.max(LEAST_CHANCE, chance)) / Math.log(2);
        return Math.min(rule.mostCredit(), surprise);
    }

    private BlockPage pageWithout(Hearing hearing, Dossier dossier) throws X {
        BlockPage page = shelf.page(hearing.number(), hearing.kind());
        Blocks blocks = Blocks.of(hearing.number(), hearing.kind());
        if (blocks == null) {
            return page;
        }
        return page.with(
                blocks.tail(),
                dossier.tally().member(),
                dossier.tallyWithout(hearing.reporter()).member());
    }

    private static ParsedNumber named(String number, NumberKind kind) {
        return new ParsedNumber(number, number, kind, null, null, null, Verstat.NONE, List.of());
    }
}
