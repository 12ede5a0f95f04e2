package org.zhenhao.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the campaigns in what was reported: a pure function of the sightings, whatever order they come in. Cases and texts make
 * clusters; signatures and bursts of neighbours, which the innocent share too, only put a number beside a cluster. Not
 * thread-safe.
 *
 * <p>Most marks were seen once or twice and link nothing: sightings are sorted by mark, and a group is made only of those that
 * are many enough, one at a time. Beside the sightings memory holds what is found.
 */
final class Linker {
    /** One more than the bits that may differ, so that one band at least is equal. */
    private static final int BANDS = TextMarks.NEAR + 1;

    private static final int BAND_BITS = 6;
    private static final int MOST_TEXTS = 50_000;

    /** A group that links numbers, or puts one beside others, has two sightings at the least. */
    private static final int LEAST = 2;

    private static final Comparator<Trace> BY_MARK =
            Comparator.comparing(Trace::kind).thenComparingLong(Trace::mark);

    private final Rules rules;
    private final Map<String, Cluster.Draft> drafts = new HashMap<>();
    /** Each number belongs to one cluster. */
    private final Map<String, Cluster.Draft> owners = new HashMap<>();

    private final List<Cluster.Draft> order = new ArrayList<>();

    Linker(Rules rules) {
        this.rules = rules;
    }

    /** Takes the traces; to be called once and first. */
    void link(Collection<Sighting> sightings) {
        Map<Long, Long> texts = alike(sightings);
        List<List<Sighting>> runs = runs(
                sightings,
                trace -> trace.kind() == Trace.Kind.TEXT
                        ? new Trace(trace.kind(), texts.getOrDefault(trace.mark(), trace.mark()))
                        : trace);
        Sets<String> kin = new Sets<>();
        List<List<Sighting>> strong = new ArrayList<>();
        for (List<Sighting> run : runs) {
            Group group = strong(run);
            if (group != null) {
                strong.add(run);
                String first = group.numbers().keySet().iterator().next();
                group.numbers().keySet().forEach(number -> kin.join(first, number));
            }
        }
        for (List<Sighting> run : strong) {
            take(kin, Group.of(run));
        }
        for (List<Sighting> run : runs) {
            if (kind(run) == Trace.Kind.SIGNATURE) {
                beside(Group.of(run), Rules.WEEK);
            }
        }
    }

    /** The group of sightings that have a case or a text in common, if it makes a cluster. */
    private @Nullable Group strong(List<Sighting> run) {
        boolean firm = kind(run) == Trace.Kind.CASE_KEY || kind(run) == Trace.Kind.TEXT;
        if (!firm || run.size() < rules.people()) {
            return null;
        }
        Group group = Group.of(run);
        boolean several = group.numbers().size() > 1 || group.contactBook(rules);
        return several && group.links(rules) ? group : null;
    }

    private static Trace.Kind kind(List<Sighting> run) {
        return run.get(0).trace().kind();
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
            owners.put(number.getKey(), draft);
            draft.add(number.getKey(), group.kind(), group.share(number.getKey(), rules), number.getValue());
        }
        if (group.contactBook(rules)) {
            draft.thirdParties();
        }
    }

    /** Numbers of the clusters found so far, each with its cluster's. */
    List<Set<String>> found() {
        return order.stream()
                .map(draft -> Collections.unmodifiableSet(draft.numbers()))
                .toList();
    }

    /** Takes reports on neighbours of the clusters' numbers. */
    void neighbours(Collection<Sighting> sightings) {
        for (List<Sighting> run : runs(sightings, UnaryOperator.identity())) {
            beside(Group.of(run), Rules.BURST);
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
            Cluster.Draft owner = owners.get(number.getKey());
            Set<Long> networks = new HashSet<>();
            for (Sighting sighting : number.getValue()) {
                if (draft.atWork(sighting.at(), within)) {
                    networks.add(sighting.network());
                }
            }
            boolean own = owner == draft;
            if (own || (owner == null && networks.size() >= Rules.WEAK_NETWORKS && group.links(rules))) {
                owners.put(number.getKey(), draft);
                draft.add(
                        number.getKey(),
                        group.kind(),
                        own ? 0 : group.share(number.getKey(), rules),
                        number.getValue());
            }
        }
    }

    /** The cluster that most of a group's numbers belong to, if two do at least; of several the one found first. */
    private Cluster.@Nullable Draft nearest(Group group) {
        Map<Cluster.Draft, Integer> common = new HashMap<>();
        for (String number : group.numbers().keySet()) {
            Cluster.Draft owner = owners.get(number);
            if (owner != null) {
                common.merge(owner, 1, Integer::sum);
            }
        }
        int most = common.values().stream().mapToInt(count -> count).max().orElse(0);
        if (most < LEAST) {
            return null;
        }
        common.values().removeIf(count -> count < most);
        return common.size() == 1
                ? common.keySet().iterator().next()
                : order.stream().filter(common::containsKey).findFirst().orElse(null);
    }

    /** The sightings of each mark, in the order of the marks, where there are several. */
    private static List<List<Sighting>> runs(Collection<Sighting> sightings, UnaryOperator<Trace> mark) {
        List<Sighting> sorted = new ArrayList<>(sightings.size());
        for (Sighting sighting : sightings) {
            Trace trace = mark.apply(sighting.trace());
            sorted.add(trace.equals(sighting.trace()) ? sighting : sighting.as(trace));
        }
        sorted.sort(Comparator.comparing(Sighting::trace, BY_MARK));
        List<List<Sighting>> runs = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            if (to == sorted.size()
                    || !sorted.get(to).trace().equals(sorted.get(from).trace())) {
                if (to - from >= LEAST) {
                    runs.add(sorted.subList(from, to));
                }
                from = to;
            }
        }
        return runs;
    }

    /** Fingerprints of texts, each with the one that stands for all that are alike. */
    private static Map<Long, Long> alike(Collection<Sighting> sightings) {
        long[] marks = sightings.stream()
                .filter(sighting -> sighting.trace().kind() == Trace.Kind.TEXT)
                .mapToLong(sighting -> sighting.trace().mark())
                .distinct()
                .sorted()
                .limit(MOST_TEXTS)
                .toArray();
        Sets<Long> sets = new Sets<>();
        for (int band = 0; band < BANDS; band++) {
            join(byBand(marks, band), band, sets);
        }
        Map<Long, Long> roots = new HashMap<>();
        for (long mark : marks) {
            roots.put(mark, sets.root(mark));
        }
        return roots;
    }

    /** Joins those that are alike among fingerprints in the order of a band. */
    private static void join(long[] marks, int band, Sets<Long> sets) {
        int from = 0;
        for (int at = 1; at < marks.length; at++) {
            if (band(marks[at], band) != band(marks[from], band)) {
                from = at;
            }
            for (int other = from; other < at; other++) {
                if (Long.bitCount(marks[at] ^ marks[other]) <= TextMarks.NEAR) {
                    sets.join(marks[other], marks[at]);
                }
            }
        }
    }

    private static int band(long mark, int band) {
        return (int) (mark >>> band * BAND_BITS) & (1 << BAND_BITS) - 1;
    }

    /** The same fingerprints, those with equal bits in a band side by side. */
    private static long[] byBand(long[] marks, int band) {
        int[] ends = new int[(1 << BAND_BITS) + 1];
        for (long mark : marks) {
            ends[band(mark, band) + 1]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        long[] ordered = new long[marks.length];
        for (long mark : marks) {
            ordered[ends[band(mark, band)]++] = mark;
        }
        return ordered;
    }
}
