package org.zhenhao.campaign;

import java.sql.Connection;
import java.sql.SQLException;
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
import java.util.function.Predicate;
import org.zhenhao.store.Ids;

/** Finds campaigns in the stored traces and writes what differs from those found before. One run; not thread-safe. */
final class CampaignFinder {
    private static final int BLOCK = 1_000;
    private static final int MOST_BLOCKS = 200;
    private static final int ID_LENGTH = 16;

    private final Rules rules;
    private final long window;
    private final Predicate<String> official;
    private final long now;

    /**
     * Makes a finder.
     *
     * @param window how old a contact may be to link numbers, seconds
     * @param official whether a number is officially registered: those belong to no campaign
     * @param now Unix seconds
     */
    CampaignFinder(Rules rules, long window, Predicate<String> official, long now) {
        this.rules = rules;
        this.window = window;
        this.official = official;
        this.now = now;
    }

    List<Cluster> find(Connection connection) throws SQLException {
        long since = now - window;
        Map<String, CampaignTable.Cut> cuts = CampaignTable.cuts(connection);
        Linker linker = new Linker(rules);
        linker.link(open(new TraceWalk(since, cuts, rules.people()).read(connection)));
        List<Sighting> neighbours = new ArrayList<>();
        for (String block : blocks(linker.found())) {
            neighbours.addAll(TraceTable.block(connection, block, BLOCK, since, cuts));
        }
        linker.neighbours(open(neighbours));
        return linker.clusters();
    }

    private List<Sighting> open(List<Sighting> sightings) {
        Map<String, Boolean> known = new HashMap<>();
        return sightings.stream()
                .filter(one -> !known.computeIfAbsent(one.number(), official::test))
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

    /** Writes what differs; gives the numbers whose share of a campaign is another now. */
    Set<String> write(Connection connection, List<Cluster> clusters) throws SQLException {
        Map<String, CampaignTable.Row> before = CampaignTable.members(connection);
        Map<String, CampaignTable.Head> heads = CampaignTable.alive(connection);
        Map<String, CampaignTable.Row> after = new HashMap<>();
        Set<String> claimed = new HashSet<>();
        List<CampaignTable.Head> changed = new ArrayList<>();
        List<Cluster> largest = new ArrayList<>(clusters);
        largest.sort(Comparator.comparingInt((Cluster one) -> -one.members().size())
                .thenComparing(one -> one.members().firstKey()));
        for (Cluster cluster : largest) {
            String id = id(cluster, before, claimed);
            claimed.add(id);
            CampaignTable.Head old = heads.remove(id);
            CampaignTable.Head head = new CampaignTable.Head(
                    id,
                    old == null ? now : old.created(),
                    old == null ? cluster.first() : Math.min(old.first(), cluster.first()),
                    cluster.last(),
                    null,
                    cluster.people(),
                    cluster.thirdParties());
            if (!head.equals(old)) {
                changed.add(head);
            }
            cluster.members().forEach((number, member) -> {
                CampaignTable.Row was = before.get(number);
                long joined = was != null && was.campaign().equals(id) ? was.joined() : now;
                after.put(number, new CampaignTable.Row(id, member, joined));
            });
        }
        for (CampaignTable.Head over : heads.values()) {
            changed.add(new CampaignTable.Head(
                    over.id(), over.created(), over.first(), over.last(), now, over.people(), false));
        }
        CampaignTable.put(connection, changed);
        return members(connection, before, after);
    }

    private static Set<String> members(
            Connection connection, Map<String, CampaignTable.Row> before, Map<String, CampaignTable.Row> after)
            throws SQLException {
        Collection<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(after.keySet());
        Map<String, CampaignTable.Row> news = new HashMap<>(after);
        news.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        // Whoever comes from another campaign is taken out of it first.
        Collection<String> out = new HashSet<>(news.keySet());
        out.retainAll(before.keySet());
        out.addAll(gone);
        CampaignTable.remove(connection, out);
        CampaignTable.add(connection, news);
        if (!gone.isEmpty() || !news.isEmpty()) {
            CampaignTable.raise(connection);
        }
        Set<String> other = new HashSet<>(gone);
        news.forEach((number, row) -> {
            CampaignTable.Row was = before.get(number);
            if (was == null || was.member().share() != row.member().share()) {
                other.add(number);
            }
        });
        return other;
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
}
