package org.zhenhao.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was reported under one mark. Not thread-safe. */
final class Group {
    private final Trace.Kind kind;
    private final List<Sighting> negative = new ArrayList<>();
    private final Set<Long> friends = new HashSet<>();
    private final Set<Long> people = new HashSet<>();
    private final Set<Long> networks = new HashSet<>();
    private final TreeMap<String, List<Sighting>> byNumber = new TreeMap<>();

    private Group(Trace.Kind kind) {
        this.kind = kind;
    }

    /** The group of sightings of one mark, one at the least. */
    static Group of(List<Sighting> sightings) {
        Group group = new Group(sightings.get(0).trace().kind());
        sightings.forEach(group::add);
        return group;
    }

    Trace.Kind kind() {
        return kind;
    }

    private void add(Sighting sighting) {
        if (!sighting.negative()) {
            friends.add(sighting.reporter());
            return;
        }
        negative.add(sighting);
        people.add(sighting.reporter());
        networks.add(sighting.network());
        byNumber.computeIfAbsent(sighting.number(), number -> new ArrayList<>()).add(sighting);
    }

    /** The numbers reported as unwanted, in order. */
    Map<String, List<Sighting>> numbers() {
        return byNumber;
    }

    List<Sighting> sightings() {
        return negative;
    }

    /** Whether enough people who do not share a network agree on it. */
    boolean links(Rules rules) {
        return people.size() >= rules.people()
                && networks.size() >= rules.people()
                && byNumber.size() <= Rules.MOST_NUMBERS
                && agreement() >= Rules.LEAST_AGREEMENT;
    }

    /** Share of those who say unwanted, friends counting twice, 0 to 1. */
    private double agreement() {
        return people.isEmpty() ? 0 : people.size() / (people.size() + 2.0 * friends.size());
    }

    /** Whether so many people were contacted about it within a week. */
    boolean contactBook(Rules rules) {
        if (kind != Trace.Kind.CASE_KEY || people.size() < rules.contactBookPeople()) {
            return false;
        }
        negative.sort(Comparator.comparingLong(Sighting::at).thenComparingLong(Sighting::report));
        Map<Long, Integer> who = new HashMap<>();
        Map<Long, Integer> where = new HashMap<>();
        int from = 0;
        for (Sighting sighting : negative) {
            who.merge(sighting.reporter(), 1, Integer::sum);
            where.merge(sighting.network(), 1, Integer::sum);
            while (negative.get(from).at() < sighting.at() - Rules.WEEK) {
                Sighting old = negative.get(from++);
                who.computeIfPresent(old.reporter(), (key, count) -> count == 1 ? null : count - 1);
                where.computeIfPresent(old.network(), (key, count) -> count == 1 ? null : count - 1);
            }
            if (who.size() >= rules.contactBookPeople() && where.size() >= rules.contactBookNetworks()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a number inherits of the others under this mark, 0 to 1: the more, the more networks speak of others than of
     * itself, and the more of its own reports show the mark. Nobody lifts a number by reporting it.
     */
    double share(String number, Rules rules) {
        Set<Long> own = new HashSet<>();
        Set<Long> ownPeople = new HashSet<>();
        for (Sighting sighting : byNumber.getOrDefault(number, List.of())) {
            own.add(sighting.network());
            ownPeople.add(sighting.reporter());
        }
        Set<Long> others = new HashSet<>();
        for (Sighting sighting : negative) {
            if (!sighting.number().equals(number) && !ownPeople.contains(sighting.reporter())) {
                others.add(sighting.network());
            }
        }
        others.removeAll(own);
        if (others.size() < rules.people()) {
            return 0;
        }
        double strength = switch (kind) {
            case CASE_KEY, TEXT -> 1;
            case SIGNATURE -> Rules.SIGNATURE_SHARE;
            case BLOCK -> 0;
        };
        return strength
                * agreement()
                * Math.min(1, others.size() / Rules.FULL_OTHERS)
                * Math.min(1, own.size() / Rules.FULL_OWN);
    }
}
