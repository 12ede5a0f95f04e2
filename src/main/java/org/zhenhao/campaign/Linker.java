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
    /** A group that links numbers, or puts one beside others, has two sightings at the least. */
    static final int LEAST = 2;

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
        Likeness texts = Likeness.of(sightings.stream()
                .map(Sighting::trace)
                .filter(trace -> trace.kind() == Trace.Kind.TEXT)
                .mapToLong(Trace::mark));
        List<List<Sighting>> runs = runs(
                sightings,
                trace -> trace.kind() == Trace.Kind.TEXT ? new Trace(trace.kind(), texts.root(trace.mark())) : trace);
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
}
