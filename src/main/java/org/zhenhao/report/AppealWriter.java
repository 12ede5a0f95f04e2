package org.zhenhao.report;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.trust.Bench;

/**
 * Carries out appeals, each in one transaction: the opinions against the number, its tally and blocks, the records of the
 * reporters, the list of acts, the change log. Thread-safe.
 *
 * <p>Everything that moves the tally is kept with the stored reports (the states of those overruled, and a row of goodwill), so
 * that a tally made anew from them is the same.
 */
final class AppealWriter {
    static final String UPHOLD = "uphold";
    static final String REVERSE = "reverse";
    private static final String CLIENT = "appeal";

    private final WriteSide side;

    AppealWriter(WriteSide side) {
        this.side = side;
    }

    /**
     * What a transaction did.
     *
     * @param act as it stands in the list
     * @param changed the items as they are now; none if the act was there before
     */
    record Done(AppealTable.Act act, List<ChangedItem> changed) {}

    /** Upholds an appeal; a second time under the same reference nothing is done. */
    Done uphold(Ledger.Subject subject, String reference, String actor, @Nullable String note) throws SQLException {
        Runnable[] afterwards = {() -> {}};
        Done done = side.inTransaction(connection -> {
            AppealTable.Act before = AppealTable.find(connection, reference);
            if (before != null) {
                return new Done(before, List.of());
            }
            Ledger ledger = side.ledger(connection);
            ledger.open(List.of(subject));
            Map<Long, Opinion> newest = ledger.newest(subject);
            List<Opinion> against = new ArrayList<>();
            List<AppealTable.Overruled> overruled = new ArrayList<>();
            Set<Long> judged = new HashSet<>();
            for (Opinion opinion : newest.values()) {
                boolean live = opinion.state() == Opinion.State.LIVE;
                // What is held back now must not come to count when its reporter is let go.
                if (opinion.category().negative() && (live || opinion.state() == Opinion.State.SUPPRESSED)) {
                    boolean judge = live && opinion.tier().personal();
                    against.add(opinion);
                    overruled.add(
                            new AppealTable.Overruled(opinion.reporter(), opinion.order(), opinion.state(), judge));
                    if (judge) {
                        judged.add(opinion.reporter());
                    }
                }
            }
            judge(connection, ledger, judged);
            ledger.restate(subject, against, Opinion.State.OVERRULED);
            long id = side.nextId();
            double goodwill = credit(connection, ledger, subject, newest, id);
            AppealTable.Act act = new AppealTable.Act(
                    id,
                    side.now(),
                    subject,
                    UPHOLD,
                    reference,
                    0,
                    actor,
                    against.size(),
                    judged.size(),
                    goodwill,
                    note);
            AppealTable.insert(connection, act);
            AppealTable.insert(connection, id, overruled);
            afterwards[0] = side.witness().restated(connection, List.of(subject.number()));
            return new Done(act, ledger.write(side.now()));
        });
        afterwards[0].run();
        return done;
    }

    private void judge(Connection connection, Ledger ledger, Set<Long> reporters) throws SQLException {
        StoreShelf shelf = side.shelf(connection, ledger);
        shelf.open(reporters, List.of());
        Bench<SQLException> bench = side.bench(shelf, side.now());
        for (long reporter : reporters) {
            bench.contradicted(reporter);
        }
        shelf.write(0);
    }

    /** Credits a number up to the policy's measure; what earlier appeals have left of it counts towards that. */
    private double credit(
            Connection connection, Ledger ledger, Ledger.Subject subject, Map<Long, Opinion> newest, long id)
            throws SQLException {
        double left = 0;
        for (Opinion opinion : newest.values()) {
            if (opinion.tier() == Opinion.Tier.GOODWILL && opinion.state() == Opinion.State.LIVE) {
                left += side.policy().goodwillLeft(opinion.weight(), opinion.at(), side.now());
            }
        }
        double goodwill = Math.max(0, side.policy().goodwill() - left);
        if (goodwill > 0) {
            byte[] nobody = ByteBuffer.allocate(2 * Long.BYTES).putLong(id).array();
            Report credit = new Report(
                    side.nextId(),
                    id,
                    subject.number(),
                    subject.kind(),
                    Channel.CALL,
                    Category.LEGITIMATE,
                    side.now(),
                    side.now(),
                    new Report.Origin(nobody, 0, CLIENT),
                    goodwill,
                    0,
                    Opinion.Tier.GOODWILL,
                    Opinion.State.LIVE,
                    Report.Remarks.NONE);
            ledger.put(subject.number(), credit.opinion());
            ReportTable.insert(connection, List.of(credit));
        }
        return goodwill;
    }

    /**
     * Reverses an appeal that was upheld: what it overruled counts again as far as its reporters have not withdrawn it, the
     * goodwill is taken back, the reporters are pardoned. A second time nothing is done.
     *
     * @return empty if no appeal with this id was upheld
     */
    Optional<Done> reverse(long upheld, String actor, @Nullable String note) throws SQLException {
        Runnable[] afterwards = {() -> {}};
        Optional<Done> done = side.inTransaction(connection -> {
            AppealTable.Act appeal = AppealTable.find(connection, upheld);
            if (appeal == null || !appeal.act().equals(UPHOLD)) {
                return Optional.empty();
            }
            String reference = REVERSE + ":" + ReportIds.text(upheld);
            AppealTable.Act before = AppealTable.find(connection, reference);
            if (before != null) {
                return Optional.of(new Done(before, List.of()));
            }
            Ledger ledger = side.ledger(connection);
            ledger.open(List.of(appeal.subject()));
            List<AppealTable.Overruled> overruled = AppealTable.opinions(connection, upheld);
            int pardoned = reinstate(connection, ledger, appeal, overruled);
            withdrawGoodwill(connection, ledger, appeal);
            ledger.remake(appeal.subject().number());
            AppealTable.Act act = new AppealTable.Act(
                    side.nextId(),
                    side.now(),
                    appeal.subject(),
                    REVERSE,
                    reference,
                    upheld,
                    actor,
                    overruled.size(),
                    pardoned,
                    appeal.goodwill(),
                    note);
            AppealTable.insert(connection, act);
            afterwards[0] =
                    side.witness().restated(connection, List.of(appeal.subject().number()));
            return Optional.of(new Done(act, ledger.write(side.now())));
        });
        afterwards[0].run();
        return done;
    }

    private static void withdrawGoodwill(Connection connection, Ledger ledger, AppealTable.Act appeal)
            throws SQLException {
        Opinion credit = ledger.newest(appeal.subject()).get(appeal.id());
        if (credit != null) {
            ReportTable.setState(connection, appeal.subject().number(), List.of(credit), Opinion.State.WITHDRAWN);
        }
    }

    private int reinstate(
            Connection connection, Ledger ledger, AppealTable.Act appeal, List<AppealTable.Overruled> overruled)
            throws SQLException {
        StoreShelf shelf = side.shelf(connection, ledger);
        Set<Long> judged = new HashSet<>();
        Set<Long> all = new HashSet<>();
        for (AppealTable.Overruled one : overruled) {
            all.add(one.reporter());
            if (one.judged()) {
                judged.add(one.reporter());
            }
        }
        shelf.open(judged, all);
        Bench<SQLException> bench = side.bench(shelf, side.now());
        Map<Opinion.State, List<Long>> byState = new EnumMap<>(Opinion.State.class);
        for (AppealTable.Overruled one : overruled) {
            ReporterRecord record =
                    shelf.reporter(one.reporter()).at(side.now(), side.policy().reporters());
            boolean heldBack = one.state() == Opinion.State.LIVE && record.quarantined();
            byState.computeIfAbsent(heldBack ? Opinion.State.SUPPRESSED : one.state(), state -> new ArrayList<>())
                    .add(one.reporter());
            if (one.judged()) {
                bench.pardoned(one.reporter(), appeal.at());
            }
        }
        for (Map.Entry<Opinion.State, List<Long>> entry : byState.entrySet()) {
            ReportTable.reinstate(connection, appeal.subject().number(), entry.getValue(), entry.getKey());
        }
        shelf.write(0);
        return judged.size();
    }
}
