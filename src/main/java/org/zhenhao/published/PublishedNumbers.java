package org.zhenhao.published;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.dispute.DisputeChanges;
import org.zhenhao.store.StartOrder;

/**
 * The numbers that are published now, kept in a table that follows the change log: whoever serves hashed lookups, short lists or feeds
 * reads them here. One replica at a time follows, whichever locks the head first; what it writes is the same for all.
 *
 * <p>Decay changes a number without a report, so every published number is judged anew once a day. Thread-safe.
 */
@Singleton
public class PublishedNumbers {
    private static final Logger LOG = Logger.getLogger(PublishedNumbers.class);
    private static final int LOG_ROWS = 200;
    private static final int CHUNK = 2_000;
    private static final long SWEEP_SECONDS = 86_400;

    /** Every edition is hashed anew by those who serve it, so a long one is taken over less often: a second for so many numbers. */
    private static final int ENTRIES_A_SECOND = 10_000;

    private static final long LONGEST_SECONDS = 60;

    private final DataSource store;
    private final Judge judge;
    private final Clock clock;
    private volatile @Nullable Edition current;
    private volatile long head;
    private long takenOverAt;
    private boolean failing;

    /** The scheduler is quicker than the schema at a first start. */
    private volatile boolean ready;

    @Inject
    PublishedNumbers(DataSource store, Judge judge, Clock clock) {
        this.store = store;
        this.judge = judge;
        this.clock = clock;
    }

    /**
     * The published numbers as of a second ago, with more than ten thousand of them a second for every ten thousand, at most a
     * minute; null as long as none could be read. No I/O.
     */
    public @Nullable Edition current() {
        return current;
    }

    /** The number of the last change that this replica has seen; 0 before the first. No I/O. */
    public long head() {
        return head;
    }

    /** The changes after one, in order: the present state of each number that changed since. Blocks. */
    public List<PublishedChange> after(long seq, int limit) throws SQLException {
        try (Connection connection = store.getConnection()) {
            return PublishedTable.after(connection, seq, limit);
        }
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) {
        ready = true;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        if (!ready) {
            return;
        }
        try {
            follow();
            takeOver(false);
            failing = false;
        } catch (SQLException | RuntimeException e) {
            if (!failing) {
                LOG.warnf("Cannot follow what is to be published: %s", e.getMessage());
            }
            failing = true;
        }
    }

    /** Brings the table and this replica's memory up to date with the change log now. Blocks. */
    public void refresh() throws SQLException {
        follow();
        takeOver(true);
    }

    private synchronized void follow() throws SQLException {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    /** One transaction: a piece of the log, or a sweep. Says whether there is more to do. */
    private boolean step() throws SQLException {
        try (Connection connection = store.getConnection()) {
            PublishedTable.Head seen = PublishedTable.head(connection, false);
            head = seen.seq();
            long now = clock.instant().getEpochSecond();
            if (lastOfLog(connection) == seen.logSeq()
                    && DisputeChanges.last(connection) == seen.disputeSeq()
                    && now - seen.sweptAt() < SWEEP_SECONDS) {
                return false;
            }
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                boolean more = advance(connection, PublishedTable.head(connection, true), now);
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(automatic);
            }
        }
    }

    private boolean advance(Connection connection, PublishedTable.Head from, long now) throws SQLException {
        long disputeSeq = DisputeChanges.last(connection);
        Set<String> keys =
                disputeSeq == from.disputeSeq() ? new HashSet<>() : DisputeChanges.after(connection, from.disputeSeq());
        long logSeq = from.logSeq();
        int read = 0;
        try (PreparedStatement query =
                connection.prepareStatement("SELECT seq, items FROM change_log WHERE seq > ? ORDER BY seq LIMIT ?")) {
            query.setLong(1, logSeq);
            query.setInt(2, LOG_ROWS);
            try (ResultSet rows = query.executeQuery()) {
                boolean gap = false;
                for (; rows.next(); read++) {
                    gap |= rows.getLong(1) != logSeq + 1;
                    logSeq = rows.getLong(1);
                    numbers(rows.getString(2), keys);
                }
                if (gap) {
                    // The log was trimmed further than it had been read: every number may have changed.
                    LOG.info("Judging all numbers anew: the change log no longer reaches back to where it was read");
                    return new Sweep(connection, now).all(new PublishedTable.Head(from.seq(), logSeq, disputeSeq, now));
                }
            }
        }
        if (now - from.sweptAt() >= SWEEP_SECONDS) {
            new Sweep(connection, now).published(from);
            return true;
        }
        long seq = judged(connection, keys, from.seq(), now);
        PublishedTable.setHead(connection, new PublishedTable.Head(seq, logSeq, disputeSeq, from.sweptAt()));
        head = seq;
        return read == LOG_ROWS;
    }

    /** Judges many numbers in one transaction, in pieces. */
    private final class Sweep {
        private final Connection connection;
        private final long now;

        Sweep(Connection connection, long now) {
            this.connection = connection;
            this.now = now;
        }

        void published(PublishedTable.Head from) throws SQLException {
            long seq = from.seq();
            String last = "";
            List<PublishedChange> chunk = PublishedTable.published(connection, last, CHUNK);
            while (!chunk.isEmpty()) {
                Set<String> keys = new HashSet<>();
                chunk.forEach(change -> keys.add(change.entry().key()));
                last = chunk.get(chunk.size() - 1).entry().key();
                seq = judged(connection, keys, seq, now);
                chunk = PublishedTable.published(connection, last, CHUNK);
            }
            PublishedTable.setHead(connection, new PublishedTable.Head(seq, from.logSeq(), from.disputeSeq(), now));
            head = seq;
        }

        boolean all(PublishedTable.Head from) throws SQLException {
            long seq = from.seq();
            Judge.Candidates candidates = Judge.candidates(connection, Long.MIN_VALUE, CHUNK);
            seq = judged(connection, new HashSet<>(candidates.keys()), seq, now);
            while (candidates.more()) {
                candidates = Judge.candidates(connection, candidates.last(), CHUNK);
                seq = judged(connection, new HashSet<>(candidates.keys()), seq, now);
            }
            published(new PublishedTable.Head(seq, from.logSeq(), from.disputeSeq(), now));
            return true;
        }
    }

    /** Writes what has changed about some numbers and gives the new head. */
    private long judged(Connection connection, Set<String> keys, long seq, long now) throws SQLException {
        if (keys.isEmpty()) {
            return seq;
        }
        Map<String, PublishedEntry> entries = judge.entries(connection, keys, now);
        Map<String, PublishedChange> before = PublishedTable.find(connection, keys);
        List<PublishedChange> inserts = new ArrayList<>();
        List<PublishedChange> updates = new ArrayList<>();
        long next = seq;
        for (String key : keys.stream().sorted().toList()) {
            PublishedEntry entry = entries.get(key);
            PublishedChange old = before.get(key);
            if (old == null) {
                if (entry != null) {
                    inserts.add(new PublishedChange(++next, entry, false));
                }
            } else if (entry == null) {
                if (!old.removed()) {
                    updates.add(new PublishedChange(++next, old.entry(), true));
                }
            } else if (old.removed() || !old.entry().equals(entry)) {
                updates.add(new PublishedChange(++next, entry, false));
            }
        }
        PublishedTable.write(connection, inserts, updates, now);
        return next;
    }

    /** The keys of the tallies that a row of the log names: lines of type, key, tag and version, separated by tabs. */
    private static void numbers(String items, Set<String> keys) {
        for (String line : items.split("\n")) {
            if (line.startsWith("T\t")) {
                keys.add(line.substring(2, line.indexOf('\t', 2)));
            }
        }
    }

    private static long lastOfLog(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT seq FROM change_head WHERE id = 1");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Brings this replica's memory up to date with the table, whoever wrote it. */
    private synchronized void takeOver(boolean now) throws SQLException {
        Edition before = current;
        long at = clock.instant().getEpochSecond();
        boolean due = before == null
                || at - takenOverAt
                        >= Math.min(LONGEST_SECONDS, before.entries().size() / ENTRIES_A_SECOND)
                // A clock that was set back must not stop it.
                || at < takenOverAt;
        if (!now && !due) {
            return;
        }
        try (Connection connection = store.getConnection()) {
            Edition edition = before == null ? whole(connection) : before;
            List<PublishedChange> chunk = PublishedTable.after(connection, edition.version(), CHUNK);
            List<PublishedChange> changes = new ArrayList<>(chunk);
            while (chunk.size() == CHUNK) {
                chunk = PublishedTable.after(connection, chunk.get(CHUNK - 1).seq(), CHUNK);
                changes.addAll(chunk);
            }
            if (before == null || !changes.isEmpty()) {
                Edition after = edition.with(changes);
                current = after;
                head = Math.max(head, after.version());
                takenOverAt = at;
            }
        }
    }

    /** All that is published, and perhaps some of what changed while it was read: the changes after its version put that right. */
    private static Edition whole(Connection connection) throws SQLException {
        long version = PublishedTable.head(connection, false).seq();
        List<PublishedEntry> entries = new ArrayList<>();
        List<PublishedChange> chunk = PublishedTable.published(connection, "", CHUNK);
        while (!chunk.isEmpty()) {
            chunk.forEach(change -> entries.add(change.entry()));
            chunk = PublishedTable.published(
                    connection, chunk.get(chunk.size() - 1).entry().key(), CHUNK);
        }
        return new Edition(version, entries);
    }
}
