package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.score.Dossier;

/**
 * Brings the store's tallies from one policy to another, batch by batch, each in one transaction together with how far it
 * has come: whoever goes on after an interruption goes on there, and of several replicas one at a time works. Thread-safe.
 *
 * <p>A tally and its block page change together, so that lookups meanwhile find each number under the one policy or the other.
 * The replica that started last decides which policy is meant; those that run under another leave the work alone.
 */
final class PolicyProgress {
    /** Under which policy the tallies were made. */
    private static final String MADE = "tallies.policy";

    /** Under which they are being made anew, and the last number that is done. */
    private static final String NEXT = "tallies.policy.next";

    private final WriteSide side;
    private final String mine;

    PolicyProgress(WriteSide side) {
        this.side = side;
        this.mine = Long.toHexString(side.policy().fingerprint());
    }

    /** What the store's tallies were made under. */
    enum State {
        /** This replica's policy. */
        CURRENT,
        /** In part another policy; they are being made anew under this replica's. */
        REBUILDING,
        /** Another replica's policy, which was started later. */
        OTHER
    }

    /** Compares the store's policy with this replica's; if it is another, all tallies are to be made anew. */
    State begin() throws SQLException {
        return side.inTransaction(connection -> {
            String made = fact(connection, MADE, "");
            if (made == null) {
                // Either there are no tallies yet, or nothing says that they were made under another policy.
                made = mine;
                insert(connection, MADE, made);
            }
            String next = fact(connection, NEXT, "");
            if (made.equals(mine) && next == null) {
                return State.CURRENT;
            }
            if (next == null) {
                insert(connection, NEXT, mine + ' ' + Long.MIN_VALUE);
            } else if (!next.startsWith(mine + ' ')) {
                update(connection, NEXT, mine + ' ' + Long.MIN_VALUE);
            }
            return State.REBUILDING;
        });
    }

    /** What the store's tallies are made under now. */
    State state() throws SQLException {
        return side.inTransaction(connection -> {
            String next = fact(connection, NEXT, "");
            String made = next == null ? fact(connection, MADE, "") : next.substring(0, next.indexOf(' '));
            return !mine.equals(made) ? State.OTHER : next == null ? State.CURRENT : State.REBUILDING;
        });
    }

    /**
     * What a batch did.
     *
     * @param numbers how many tallies were made anew
     * @param changed the items as they are now
     */
    record Batch(int numbers, List<ChangedItem> changed) {}

    /**
     * Makes the next tallies anew.
     *
     * @param most at most so many
     * @return empty if there is nothing to do, or another replica is at it
     */
    Optional<Batch> step(int most) throws SQLException {
        return side.inTransaction(connection -> {
            String next = fact(connection, NEXT, " FOR UPDATE SKIP LOCKED");
            if (next == null || !next.startsWith(mine + ' ')) {
                return Optional.empty();
            }
            long after = Long.parseLong(next.substring(mine.length() + 1));
            TreeMap<Long, Ledger.Subject> subjects = subjects(connection, after, most);
            if (subjects.isEmpty()) {
                update(connection, MADE, mine);
                delete(connection, NEXT);
                return Optional.of(new Batch(0, List.of()));
            }
            Ledger ledger = side.ledger(connection);
            ledger.open(new ArrayList<>(subjects.values()));
            for (Ledger.Subject subject : subjects.values()) {
                ledger.remake(subject.number());
            }
            update(connection, NEXT, mine + ' ' + subjects.lastKey());
            return Optional.of(new Batch(subjects.size(), ledger.write(side.now())));
        });
    }

    private static TreeMap<Long, Ledger.Subject> subjects(Connection connection, long after, int most)
            throws SQLException {
        TreeMap<Long, Ledger.Subject> subjects = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, number_key, dossier FROM tally WHERE id > ? ORDER BY id LIMIT " + most)) {
            statement.setLong(1, after);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    subjects.put(row.getLong(1), new Ledger.Subject(row.getString(2), Dossier.kind(row.getBytes(3))));
                }
            }
        }
        return subjects;
    }

    private static @Nullable String fact(Connection connection, String name, String lock) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT fact FROM deployment_fact WHERE name = ?" + lock)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static void insert(Connection connection, String name, String fact) throws SQLException {
        run(connection, "INSERT INTO deployment_fact (fact, name) VALUES (?, ?)", fact, name);
    }

    private static void update(Connection connection, String name, String fact) throws SQLException {
        run(connection, "UPDATE deployment_fact SET fact = ? WHERE name = ?", fact, name);
    }

    private static void delete(Connection connection, String name) throws SQLException {
        run(connection, "DELETE FROM deployment_fact WHERE name = ?", name);
    }

    private static void run(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
