package org.zhenhao.published;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Tally;

/**
 * The numbers that may be published, gathered from the store from time to time. Whoever serves hashed lookups or short lists reads them
 * here; between two editions nothing moves. Thread-safe.
 */
@Singleton
public class PublishedNumbers {
    private static final Logger LOG = Logger.getLogger(PublishedNumbers.class);
    private static final int CHUNK = 2_000;
    private static final String ROWS =
            "SELECT id, number_key, state FROM tally WHERE id > ? ORDER BY id LIMIT " + CHUNK;

    private final DataSource store;
    private final Reputation reputation;
    private final Scorer scorer;
    private final NumberParser parser;
    private final Clock clock;
    private volatile @Nullable Edition current;
    private long readUpTo = -1;

    @Inject
    PublishedNumbers(DataSource store, Reputation reputation, Scorer scorer, NumberParser parser, Clock clock) {
        this.store = store;
        this.reputation = reputation;
        this.scorer = scorer;
        this.parser = parser;
        this.clock = clock;
    }

    /** The edition in force, or null as long as none could be made. No I/O. */
    public @Nullable Edition current() {
        return current;
    }

    @Scheduled(every = "10m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        try {
            refresh();
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Cannot gather the numbers to publish, keeping the edition in force: %s", e.getMessage());
        }
    }

    /** Makes a new edition if anything was reported since the last. Blocks, for as long as it takes to read the store. */
    public synchronized void refresh() throws SQLException {
        long head = head();
        if (head == readUpTo) {
            return;
        }
        List<PublishedEntry> entries = new ArrayList<>();
        long last = Long.MIN_VALUE;
        int read = CHUNK;
        while (read == CHUNK) {
            List<ParsedNumber> candidates = new ArrayList<>();
            read = 0;
            try (Connection connection = store.getConnection();
                    PreparedStatement query = connection.prepareStatement(ROWS)) {
                query.setLong(1, last);
                try (ResultSet rows = query.executeQuery()) {
                    for (; rows.next(); read++) {
                        last = rows.getLong(1);
                        candidate(rows.getString(2), Tally.decode(rows.getBytes(3)), candidates);
                    }
                }
            }
            judge(candidates, entries);
        }
        readUpTo = head;
        entries.sort(Comparator.comparing(PublishedEntry::key));
        Edition before = current;
        if (before == null || !before.entries().equals(entries)) {
            long version = Math.max(clock.instant().getEpochSecond(), before == null ? 0 : before.version() + 1);
            current = new Edition(version, List.copyOf(entries));
        }
    }

    private void candidate(String key, Tally tally, List<ParsedNumber> candidates) {
        if (tally.negative() < PublicationRule.LEAST_REPORTERS
                || tally.networkCount() < PublicationRule.LEAST_NETWORKS) {
            return;
        }
        try {
            candidates.add(parser.parse(key, key.startsWith("CN-106") ? Channel.SMS : Channel.CALL, "CN"));
        } catch (RefusedNumberException e) {
            LOG.debug("A stored key can no longer be parsed");
        }
    }

    private void judge(List<ParsedNumber> candidates, List<PublishedEntry> entries) {
        if (candidates.isEmpty()) {
            return;
        }
        long now = clock.instant().getEpochSecond();
        for (Found found : reputation.findAll(candidates).toCompletableFuture().join()) {
            PublishedEntry entry = PublicationRule.entry(found.evidence(), scorer.assess(found.evidence(), now));
            if (entry != null) {
                entries.add(entry);
            }
        }
    }

    private long head() throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT seq FROM change_head WHERE id = 1");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
