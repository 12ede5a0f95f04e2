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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.zhenhao.registry.Registry;
import org.zhenhao.store.Ids;
import org.zhenhao.store.Leases;

/**
 * Finds campaigns anew whenever reports have left traces, on one replica at a time. Every run looks at all traces of the window,
 * so that what it finds follows from what is stored, and not from the order in which it came: there is no second, incremental way that could
 * differ. Numbers that are officially registered belong to no campaign.
 */
@Singleton
class LinkJob {
    private static final Logger LOG = Logger.getLogger(LinkJob.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** Reports may cease to count, and contacts grow old, without a new trace. */
    private static final long AT_LEAST_EVERY = 600;
    /** Share of its time that the job may work: one part in twenty. */
    private static final int REST = 20;

    private static final int BLOCK = 1_000;
    private static final int MOST_BLOCKS = 200;
    private static final int ID_LENGTH = 16;

    private final AgroalDataSource store;
    private final Leases leases;
    private final Registry registry;
    private final Campaigns campaigns;
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
            Clock clock,
            CampaignSettings settings) {
        this.store = store;
        this.leases = leases;
        this.registry = registry;
        this.campaigns = campaigns;
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
        boolean changed;
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            try {
                CampaignTable.lock(connection);
                seen = TraceTable.latest(connection);
                changed = write(connection, find(connection));
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
        ran = now();
        restUntil = System.nanoTime() + REST * (System.nanoTime() - began);
        if (changed) {
            campaigns.refresh();
        }
    }

    private List<Cluster> find(Connection connection) throws SQLException {
        long since = now() - window;
        Map<String, CampaignTable.Cut> cuts = CampaignTable.cuts(connection);
        Linker linker = new Linker(rules);
        linker.link(open(TraceTable.since(connection, since, cuts)));
        List<Sighting> neighbours = new ArrayList<>();
        for (String block : blocks(linker.found())) {
            neighbours.addAll(TraceTable.block(connection, block, BLOCK, since, cuts));
        }
        linker.neighbours(open(neighbours));
        return linker.clusters();
    }

    private List<Sighting> open(List<Sighting> sightings) {
        Map<String, Boolean> official = new HashMap<>();
        return sightings.stream()
                .filter(one -> !official.computeIfAbsent(one.number(), registry::isOfficial))
                .toList();
    }

    /** The first numbers of the thousands that hold several numbers of one cluster. */
    private static Set<String> blocks(List<Set<String>> clusters) {
        Set<String> blocks = new HashSet<>();
        for (Set<String> numbers : clusters) {
            Map<String, Integer> members = new TreeMap<>();
            for (String number : numbers) {
                if (number.startsWith("+") && number.length() > "+8610000000".length()) {
                    members.merge(number.substring(0, number.length() - 3) + "000", 1, Integer::sum);
                }
            }
            members.forEach((block, count) -> {
                if (count > 1 && blocks.size() < MOST_BLOCKS) {
                    blocks.add(block);
                }
            });
        }
        return blocks;
    }

    /** Writes what differs. */
    private boolean write(Connection connection, List<Cluster> clusters) throws SQLException {
        Map<String, CampaignTable.Row> before = CampaignTable.members(connection);
        Map<String, CampaignTable.Head> heads = CampaignTable.alive(connection);
        Map<String, CampaignTable.Row> after = new HashMap<>();
        Set<String> claimed = new HashSet<>();
        List<Cluster> largest = new ArrayList<>(clusters);
        largest.sort(Comparator.comparingInt((Cluster one) -> -one.members().size())
                .thenComparing(one -> one.members().firstKey()));
        for (Cluster cluster : largest) {
            String id = id(cluster, before, claimed);
            claimed.add(id);
            CampaignTable.Head old = heads.remove(id);
            CampaignTable.Head head = new CampaignTable.Head(
                    id,
                    old == null ? now() : old.created(),
                    old == null ? cluster.first() : Math.min(old.first(), cluster.first()),
                    cluster.last(),
                    null,
                    cluster.people(),
                    cluster.thirdParties());
            if (!head.equals(old)) {
                CampaignTable.put(connection, head);
            }
            cluster.members().forEach((number, member) -> {
                CampaignTable.Row was = before.get(number);
                long joined = was != null && was.campaign().equals(id) ? was.joined() : now();
                after.put(number, new CampaignTable.Row(id, member, joined));
            });
        }
        for (CampaignTable.Head over : heads.values()) {
            CampaignTable.put(
                    connection,
                    new CampaignTable.Head(
                            over.id(), over.created(), over.first(), over.last(), now(), over.people(), false));
        }
        return members(connection, before, after);
    }

    private static boolean members(
            Connection connection, Map<String, CampaignTable.Row> before, Map<String, CampaignTable.Row> after)
            throws SQLException {
        Collection<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(after.keySet());
        Map<String, CampaignTable.Row> news = new HashMap<>(after);
        news.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        CampaignTable.remove(connection, gone);
        CampaignTable.put(connection, news);
        boolean changed = !gone.isEmpty() || !news.isEmpty();
        if (changed) {
            CampaignTable.raise(connection);
        }
        return changed;
    }

    /** The campaign that most of a cluster's numbers belonged to and that no larger cluster goes on, or a new one. */
    private static String id(Cluster cluster, Map<String, CampaignTable.Row> before, Set<String> claimed) {
        Map<String, Integer> votes = new TreeMap<>();
        for (String number : cluster.members().keySet()) {
            CampaignTable.Row row = before.get(number);
            if (row != null && !claimed.contains(row.campaign())) {
                votes.merge(row.campaign(), 1, Integer::sum);
            }
        }
        String best = null;
        for (Map.Entry<String, Integer> vote : votes.entrySet()) {
            if (best == null || vote.getValue() > Objects.requireNonNull(votes.get(best))) {
                best = vote.getKey();
            }
        }
        return best == null ? Ids.random(ID_LENGTH) : best;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
