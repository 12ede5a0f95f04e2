package org.zhenhao.report;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.zhenhao.registry.RegistryChanged;
import org.zhenhao.reputation.InList;
import org.zhenhao.reputation.KeyIds;

/**
 * Tallies anew the numbers that a change of the registry was about, some time after the change.
 *
 * <p>The replica that changed the registry does so at once, but it may end between the commit and that; and another replica may
 * have taken a report by what it knew a moment before. So each replica watches the registry's version: once it has moved and
 * then rested for longer than any replica takes to see it, the numbers in the registry's history since the last
 * time are tallied again, which goes into the change log like any other change, and the version is kept as done. Doing so twice
 * changes nothing.
 */
@Singleton
final class RegistryReplay {
    private static final Logger LOG = Logger.getLogger(RegistryReplay.class);
    private static final Duration REST = Duration.ofSeconds(10);

    /** How far clocks of replicas may be apart, and how long a change may take from its time to its commit. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final int CHUNK = 500;
    private static final String DONE = "registry_tallied";

    private final DataSource dataSource;
    private final Intake intake;
    private final Clock clock;
    private long seen = Long.MIN_VALUE;
    private long seenAt;
    private boolean failing;

    @Inject
    RegistryReplay(DataSource dataSource, Intake intake, Clock clock) {
        this.dataSource = dataSource;
        this.intake = intake;
        this.clock = clock;
    }

    /** A version of the registry and since when it may have been there. */
    private record Mark(long version, Instant since) {
        static final Mark NONE = new Mark(-1, Instant.EPOCH);

        static Mark parse(String fact) {
            int space = fact.indexOf(' ');
            return new Mark(
                    Long.parseLong(fact.substring(0, space)),
                    Instant.ofEpochSecond(Long.parseLong(fact.substring(space + 1))));
        }

        String text() {
            return version + " " + since.getEpochSecond();
        }
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        try {
            replay(REST);
            failing = false;
        } catch (SQLException | RuntimeException e) {
            if (!failing) {
                LOG.warnf("Changes of the registry cannot be looked through, retrying: %s", e.getMessage());
            }
            failing = true;
        }
    }

    /**
     * Tallies anew what the registry changed, if it has rested.
     *
     * @param rest for how long at least, by what earlier calls saw
     * @return how many numbers were tallied
     */
    synchronized int replay(Duration rest) throws SQLException {
        Instant now = clock.instant();
        Mark done;
        long version;
        try (Connection connection = dataSource.getConnection()) {
            version = version(connection);
            done = done(connection);
        }
        if (version != seen) {
            seen = version;
            seenAt = System.nanoTime();
        }
        if (version == done.version || System.nanoTime() - seenAt < rest.toNanos()) {
            return 0;
        }
        List<String> keys = new ArrayList<>(changedSince(done.since.minus(MARGIN)));
        for (int from = 0; from < keys.size(); from += CHUNK) {
            intake.retally(keys.subList(from, Math.min(from + CHUNK, keys.size())));
        }
        keep(new Mark(version, now));
        return keys.size();
    }

    private static long version(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT version FROM snapshot_version WHERE name = 'registry'");
                ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(1) : Mark.NONE.version;
        }
    }

    private static Mark done(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT fact FROM deployment_fact WHERE name = ?")) {
            query.setString(1, DONE);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Mark.parse(row.getString(1)) : Mark.NONE;
            }
        }
    }

    /** Numbers that the registry's history names since then and that somebody has reported. */
    private Set<String> changedSince(Instant since) throws SQLException {
        Set<String> changed = new TreeSet<>();
        Set<String> tallied = new TreeSet<>();
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT DISTINCT number_key FROM registry_history WHERE changed_at >= ?")) {
                query.setTimestamp(1, Timestamp.from(since));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        changed.add(rows.getString(1));
                    }
                }
            }
            for (RegistryChanged.Span span : RegistryChanged.of(changed).spans()) {
                tallied.addAll(ReportTable.reported(connection, span));
            }
            List<Long> ids = new ArrayList<>();
            changed.forEach(key -> ids.add(KeyIds.of(key)));
            InList.forEach(connection, "SELECT number_key FROM tally WHERE id IN (%s)", ids, row -> {
                if (changed.contains(row.getString(1))) {
                    tallied.add(row.getString(1));
                }
            });
        }
        return tallied;
    }

    private void keep(Mark mark) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO deployment_fact (name, fact) VALUES (?, ?) ON CONFLICT DO NOTHING");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE deployment_fact SET fact = ? WHERE name = ?")) {
            insert.setString(1, DONE);
            insert.setString(2, mark.text());
            if (insert.executeUpdate() == 0) {
                update.setString(1, mark.text());
                update.setString(2, DONE);
                update.executeUpdate();
            }
        }
    }
}
