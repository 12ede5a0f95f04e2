package org.zhenhao.campaign;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.registry.Registry;
import org.zhenhao.reputation.ItemKey;
import org.zhenhao.reputation.TallyStore;
import org.zhenhao.store.Leases;

/**
 * Finds campaigns anew whenever reports have left traces, on one replica at a time. Every run looks at all traces of the window,
 * so that what it finds follows from what is stored, and not from the order in which it came: there is no second, incremental way that could
 * differ.
 */
@Singleton
class LinkJob {
    private static final Logger LOG = Logger.getLogger(LinkJob.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** Reports may cease to count, and contacts grow old, without a new trace. */
    private static final long AT_LEAST_EVERY = 600;
    /** Share of its time that the job may work: one part in twenty. */
    private static final int REST = 20;

    private static final int AT_ONCE = 1_000;

    private final AgroalDataSource store;
    private final Leases leases;
    private final Registry registry;
    private final Campaigns campaigns;
    private final NumberParser parser;
    private final Clock clock;
    private final Rules rules;
    private final long window;
    private boolean failing;
    private long seen = -1;
    private long ran;
    private long restUntil = System.nanoTime();

    @Inject
    LinkJob(
            AgroalDataSource store,
            Leases leases,
            Registry registry,
            Campaigns campaigns,
            NumberParser parser,
            Clock clock,
            CampaignSettings settings) {
        this.store = store;
        this.leases = leases;
        this.registry = registry;
        this.campaigns = campaigns;
        this.parser = parser;
        this.clock = clock;
        this.rules = Rules.of(settings);
        this.window = settings.window().toSeconds();
    }

    @Scheduled(every = "2s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            if (System.nanoTime() - restUntil >= 0 && due() && leases.take("campaigns", LEASE)) {
                run();
            }
            failing = false;
        } catch (SQLException e) {
            if (!failing) {
                LOG.warnf("campaigns cannot be found, it is tried again: %s", e.getMessage());
            }
            failing = true;
        }
    }

    private synchronized boolean due() throws SQLException {
        try (Connection connection = store.getConnection()) {
            return TraceTable.latest(connection) != seen || now() - ran >= AT_LEAST_EVERY;
        }
    }

    /** Finds campaigns now; returns once every lookup of this replica sees them. */
    synchronized void run() throws SQLException {
        long began = System.nanoTime();
        Set<String> changed;
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            try {
                CampaignTable.lock(connection);
                seen = TraceTable.latest(connection);
                CampaignFinder finder = new CampaignFinder(rules, window, registry::isOfficial, now());
                changed = finder.write(connection, finder.find(connection));
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
        ran = now();
        restUntil = System.nanoTime() + REST * (System.nanoTime() - began);
        campaigns.refresh();
        tell(changed);
    }

    /**
     * Enters numbers whose share has changed in the change log, so that what is published of them is judged anew. After the commit: a
     * reader of the log finds the new shares, and the log is not held up meanwhile.
     */
    private void tell(Set<String> changed) throws SQLException {
        List<ItemKey> tallies = new ArrayList<>();
        for (String number : changed.stream().sorted().toList()) {
            tallies.add(tally(number));
        }
        for (int from = 0; from < tallies.size(); from += AT_ONCE) {
            try (Connection connection = store.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    TallyStore.touch(
                            connection, tallies.subList(from, Math.min(tallies.size(), from + AT_ONCE)), now());
                    connection.commit();
                } catch (SQLException | RuntimeException failure) {
                    connection.rollback();
                    throw failure;
                }
            }
        }
    }

    private ItemKey tally(String number) {
        try {
            Channel channel = number.startsWith("CN-106") ? Channel.SMS : Channel.CALL;
            Blocks blocks =
                    Blocks.of(number, parser.parse(number, channel, "CN").kind());
            return ItemKey.tally(number, blocks == null ? null : blocks.page());
        } catch (RefusedNumberException e) {
            return ItemKey.tally(number, null);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
