package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Standing;
import org.zhenhao.trust.Hearing;
import org.zhenhao.trust.Shelf;

/**
 * The bench's shelf over the relational store, for one transaction. Tallies come from the transaction's {@link Ledger};
 * reporters whose records change are locked in the order of their ids, after the tallies; hearings that another transaction holds are left to it.
 *
 * <p>Not thread-safe.
 */
final class StoreShelf implements Shelf<SQLException> {
    private final Connection connection;
    private final Ledger ledger;
    private final Predicate<String> official;
    private final LongSupplier ids;
    private final Map<Long, ReporterTable.Row> reporters = new HashMap<>();
    private final Set<Long> stored = new HashSet<>();
    private final Set<Long> locked = new HashSet<>();
    private final Set<Long> changed = new HashSet<>();
    private final Map<Long, byte[]> pseudonyms = new HashMap<>();
    private final PriorityQueue<Hearing> queue = new PriorityQueue<>();
    private final Map<Hearing, Long> loaded = new HashMap<>();
    private final Set<Hearing> held = new HashSet<>();
    private final List<Hearing> scheduled = new ArrayList<>();
    private final List<ReporterTable.Act> acts = new ArrayList<>();
    private boolean queueing;
    private int known = -1;

    StoreShelf(Connection connection, Ledger ledger, Predicate<String> official, LongSupplier ids) {
        this.connection = connection;
        this.ledger = ledger;
        this.official = official;
        this.ids = ids;
    }

    /** Takes these hearings, and from now on brings up those of this transaction as well. */
    void bringUp(List<ReporterTable.StoredHearing> hearings) throws SQLException {
        queueing = true;
        List<Ledger.Subject> subjects = new ArrayList<>();
        for (ReporterTable.StoredHearing one : hearings) {
            loaded.put(one.hearing(), one.id());
            queue.add(one.hearing());
            subjects.add(
                    new Ledger.Subject(one.hearing().number(), one.hearing().kind()));
        }
        ledger.look(subjects);
    }

    /**
     * Locks these reporters and those of the hearings, and reads others whose records may be asked for.
     *
     * @param changing reporters whose records will change
     * @param asked reporters whose records will change only if they are suspected
     */
    void open(Collection<Long> changing, Collection<Long> asked) throws SQLException {
        Set<Long> news = new HashSet<>(changing);
        loaded.keySet().forEach(hearing -> news.add(hearing.reporter()));
        news.removeAll(locked);
        take(news, ReporterTable.lock(connection, news));
        locked.addAll(news);
        Set<Long> others = new HashSet<>(asked);
        others.removeAll(reporters.keySet());
        take(others, ReporterTable.read(connection, others));
    }

    private void take(Set<Long> wanted, Map<Long, ReporterTable.Row> rows) {
        stored.addAll(rows.keySet());
        for (long reporter : wanted) {
            ReporterTable.Row row = rows.get(reporter);
            reporters.put(reporter, row == null ? new ReporterTable.Row(new byte[0], ReporterRecord.UNKNOWN) : row);
        }
    }

    /** Locks a reporter who was only read; if he has changed since, the transaction starts again. */
    private void lock(long reporter) throws SQLException {
        if (locked.add(reporter)) {
            ReporterTable.Row read = row(reporter);
            ReporterTable.Row now =
                    ReporterTable.lock(connection, List.of(reporter)).get(reporter);
            if (now == null ? stored.contains(reporter) : !now.record().equals(read.record())) {
                throw new SQLException("a reporter has changed meanwhile", "40001");
            }
        }
    }

    /** Tells whose short pseudonym that is, should he be new. */
    void name(long reporter, byte[] pseudonym) {
        pseudonyms.put(reporter, pseudonym);
    }

    byte[] pseudonym(long reporter) throws SQLException {
        byte[] known = row(reporter).pseudonym();
        return known.length > 0 ? known : pseudonyms.getOrDefault(reporter, known);
    }

    private ReporterTable.Row row(long reporter) throws SQLException {
        ReporterTable.Row row = reporters.get(reporter);
        if (row == null) {
            open(List.of(), List.of(reporter));
            row = reporters.getOrDefault(reporter, new ReporterTable.Row(new byte[0], ReporterRecord.UNKNOWN));
        }
        return row;
    }

    @Override
    public Dossier dossier(String number, NumberKind kind) throws SQLException {
        return ledger.dossier(new Ledger.Subject(number, kind));
    }

    @Override
    public boolean overruled(String number, long reporter) throws SQLException {
        return ledger.overruled(number, reporter);
    }

    @Override
    public BlockPage page(String number, NumberKind kind) throws SQLException {
        return ledger.page(new Ledger.Subject(number, kind));
    }

    @Override
    public Standing standing(String number) {
        return official.test(number) ? Standing.OFFICIAL : Standing.NONE;
    }

    @Override
    public void put(String number, NumberKind kind, Opinion opinion) throws SQLException {
        ledger.put(number, opinion);
    }

    @Override
    public boolean restate(ReporterRecord.Recent number, long reporter, Opinion.State from, Opinion.State to)
            throws SQLException {
        return ledger.restate(new Ledger.Subject(number.number(), number.kind()), reporter, from, to);
    }

    @Override
    public ReporterRecord reporter(long reporter) throws SQLException {
        return row(reporter).record();
    }

    @Override
    public int reporters(int most) throws SQLException {
        if (known < 0) {
            known = ReporterTable.count(connection, most);
        }
        int news = 0;
        for (long reporter : changed) {
            news += stored.contains(reporter) ? 0 : 1;
        }
        return Math.min(most, known + news);
    }

    @Override
    public void keep(long reporter, ReporterRecord record) throws SQLException {
        lock(reporter);
        reporters.put(reporter, new ReporterTable.Row(pseudonym(reporter), record));
        changed.add(reporter);
    }

    @Override
    public void schedule(Hearing hearing) {
        scheduled.add(hearing);
        if (queueing) {
            queue.add(hearing);
        }
    }

    @Override
    public @Nullable Hearing next(long clock) {
        Hearing first = queue.peek();
        if (first == null || first.due() > clock) {
            return null;
        }
        queue.remove();
        held.add(first);
        return first;
    }

    @Override
    public void quarantined(long reporter, long at, int takenBack) throws SQLException {
        acts.add(new ReporterTable.Act(at, reporter, pseudonym(reporter), "quarantine", "model", takenBack, null));
    }

    /** What the model did to reporters in this transaction. */
    List<ReporterTable.Act> acts() {
        return acts;
    }

    /**
     * Writes what changed.
     *
     * @param leastLatest Unix seconds before which the clock on the wall brings up none of the new hearings
     */
    void write(long leastLatest) throws SQLException {
        Map<Long, ReporterTable.Row> inserts = new TreeMap<>();
        Map<Long, ReporterTable.Row> updates = new TreeMap<>();
        for (long reporter : changed) {
            (stored.contains(reporter) ? updates : inserts).put(reporter, row(reporter));
        }
        ReporterTable.update(connection, updates);
        ReporterTable.insert(connection, inserts);
        List<Long> done = new ArrayList<>();
        loaded.forEach((hearing, id) -> {
            if (held.contains(hearing)) {
                done.add(id);
            }
        });
        done.sort(null);
        ReporterTable.delete(connection, done);
        List<ReporterTable.StoredHearing> waiting = new ArrayList<>();
        Map<Long, Long> latest = new HashMap<>();
        for (Hearing hearing : scheduled) {
            if (!held.contains(hearing)) {
                long id = ids.getAsLong();
                waiting.add(new ReporterTable.StoredHearing(id, hearing));
                latest.put(id, Math.max(hearing.due(), leastLatest));
            }
        }
        ReporterTable.insert(connection, waiting, latest);
        for (ReporterTable.Act act : acts) {
            ReporterTable.act(
                    connection,
                    ids.getAsLong(),
                    act,
                    row(act.reporter()).record().quarantine());
        }
    }
}
