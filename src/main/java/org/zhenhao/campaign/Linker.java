package org.zhenhao.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the campaigns in what was reported: a pure function of the sightings, whatever order they come in. Cases and texts make
 * clusters; signatures and bursts of neighbours, which the innocent share too, only put a number beside a cluster. Not
 * thread-safe.
 */
final class Linker {
    /** One more than the bits that may differ, so that one band at least is equal. */
    private static final int BANDS = TextMarks.NEAR + 1;

    private static final int BAND_BITS = 6;
    private static final int MOST_TEXTS = 50_000;

    private final Rules rules;
    private final Map<String, Cluster.Draft> drafts = new HashMap<>();
    private final List<Cluster.Draft> order = new ArrayList<>();

    Linker(Rules rules) {
        this.rules = rules;
    }

    /** Takes the traces; to be called once and first. */
    void link(Collection<Sighting> sightings) {
        Map<Long, Long> texts = alike(sightings);
        Map<Trace, Group> groups = groups(
                sightings,
                trace -> trace.kind() == Trace.Kind.TEXT
                        ? new Trace(trace.kind(), texts.getOrDefault(trace.mark(), trace.mark()))
                        : trace);
        Sets<String> kin = new Sets<>();
        List<Group> strong = new ArrayList<>();
        for (Group group : groups.values()) {
            if (strong(group)) {
                strong.add(group);
                String first = group.numbers().keySet().iterator().next();
                group.numbers().keySet().forEach(number -> kin.join(first, number));
            }
        }
        for (Group group : strong) {
            take(kin, group);
        }
        for (Group group : groups.values()) {
            if (group.kind() == Trace.Kind.SIGNATURE) {
                beside(group, Rules.WEEK);
            }
        }
    }

    private boolean strong(Group group) {
        boolean several = group.numbers().size() > 1 || group.contactBook(rules);
        return (group.kind() == Trace.Kind.CASE_KEY || group.kind() == Trace.Kind.TEXT)
                && several
                && group.links(rules);
    }

    private void take(Sets<String> kin, Group group) {
        String root = kin.root(group.numbers().keySet().iterator().next());
        Cluster.Draft draft = drafts.get(root);
        if (draft == null) {
            draft = new Cluster.Draft();
            drafts.put(root, draft);
            order.add(draft);
        }
        for (Map.Entry<String, List<Sighting>> number : group.numbers().entrySet()) {
            draft.add(number.getKey(), group.kind(), group.share(number.getKey(), rules), number.getValue());
        }
        if (group.contactBook(rules)) {
            draft.thirdParties();
        }
    }

    /** Numbers of the clusters found so far, each with its cluster's. */
    List<Set<String>> found() {
        return order.stream().map(draft -> Set.copyOf(draft.numbers())).toList();
    }

    /** Takes reports on neighbours of the clusters' numbers. */
    void neighbours(Collection<Sighting> sightings) {
        for (Group group : groups(sightings, Function.identity()).values()) {
            beside(group, Rules.BURST);
        }
    }

    /** The campaigns, those found first first. */
    List<Cluster> clusters() {
        return order.stream().map(Cluster.Draft::done).toList();
    }

    /** Puts numbers that share a weak mark with several of one cluster, and were at work at the same time, beside that cluster. */
    private void beside(Group group, long within) {
        Cluster.Draft draft = nearest(group);
        if (draft == null) {
            return;
        }
        for (Map.Entry<String, List<Sighting>> number : group.numbers().entrySet()) {
            boolean own = draft.holds(number.getKey());
            boolean taken = !own && order.stream().anyMatch(other -> other.holds(number.getKey()));
            Set<Long> networks = new HashSet<>();
            for (Sighting sighting : number.getValue()) {
                if (draft.atWork(sighting.at(), within)) {
                    networks.add(sighting.network());
                }
            }
            if (own || (!taken && networks.size() >= Rules.WEAK_NETWORKS && group.links(rules))) {
                draft.add(
                        number.getKey(),
                        group.kind(),
                        own ? 0 : group.share(number.getKey(), rules),
                        number.getValue());
            }
        }
    }

    /** The cluster that most of a group's numbers belong to, if two do at least. */
    private Cluster.@Nullable Draft nearest(Group group) {
        Cluster.Draft nearest = null;
        long most = 1;
        for (Cluster.Draft draft : order) {
            long common = group.numbers().keySet().stream().filter(draft::holds).count();
            if (common > most) {
                most = common;
                nearest = draft;
            }
        }
        return nearest;
    }

    private static Map<Trace, Group> groups(Collection<Sighting> sightings, Function<Trace, Trace> mark) {
        Map<Trace, Group> groups = new TreeMap<>((a, b) -> a.kind() == b.kind()
                ? Long.compare(a.mark(), b.mark())
                : a.kind().compareTo(b.kind()));
        for (Sighting sighting : sightings) {
            Trace trace = mark.apply(sighting.trace());
            groups.computeIfAbsent(trace, absent -> new Group(trace.kind())).add(sighting);
        }
        return groups;
    }

    /** Fingerprints of texts, each with the one that stands for all that are alike. */
    private static Map<Long, Long> alike(Collection<Sighting> sightings) {
        List<Long> marks = sightings.stream()
                .filter(sighting -> sighting.trace().kind() == Trace.Kind.TEXT)
                .map(sighting -> sighting.trace().mark())
                .distinct()
                .sorted()
                .limit(MOST_TEXTS)
                .toList();
        Sets<Long> sets = new Sets<>();
        Map<Long, List<Long>> bands = new HashMap<>();
        for (long mark : marks) {
            for (int band = 0; band < BANDS; band++) {
                long key = (long) band << BAND_BITS | mark >>> band * BAND_BITS & (1 << BAND_BITS) - 1;
                List<Long> others = bands.computeIfAbsent(key, absent -> new ArrayList<>());
                for (long other : others) {
                    if (Long.bitCount(mark ^ other) <= TextMarks.NEAR) {
                        sets.join(other, mark);
                    }
                }
                others.add(mark);
            }
        }
        Map<Long, Long> roots = new HashMap<>();
        marks.forEach(mark -> roots.put(mark, sets.root(mark)));
        return roots;
    }

    /** Disjoint sets (Tarjan); the least element stands for its set, so that the order of joining does not matter. */
    private static final class Sets<T extends Comparable<T>> {
        private final Map<T, T> parents = new HashMap<>();

        T root(T element) {
            T root = element;
            for (T up = parents.get(root); up != null; up = parents.get(root)) {
                root = up;
            }
            for (T on = element; !on.equals(root); ) {
                T up = parents.put(on, root);
                on = up == null ? root : up;
            }
            return root;
        }

        void join(T one, T other) {
            T a = root(one);
            T b = root(other);
            if (!a.equals(b)) {
                parents.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
            }
        }
    }
}
