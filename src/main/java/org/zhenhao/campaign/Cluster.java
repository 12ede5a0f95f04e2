package org.zhenhao.campaign;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers found to belong together.
 *
 * @param members by number
 * @param thirdParties whether people who do not know each other were contacted about one matter
 * @param people how many reported what links them
 */
record Cluster(SortedMap<String, Member> members, boolean thirdParties, int people) {
    /**
     * A number of a cluster.
     *
     * @param links what it has in common with others
     * @param share what it inherits, 0 to 1, in hundredths
     * @param networks how many reported what links it
     * @param first Unix second of the first contact
     * @param last Unix second of the last contact
     */
    record Member(Set<Trace.Kind> links, double share, int networks, long first, long last) {}

    long first() {
        return members.values().stream().mapToLong(Member::first).min().orElse(0);
    }

    long last() {
        return members.values().stream().mapToLong(Member::last).max().orElse(0);
    }

    /** A cluster while it is being found. Not thread-safe. */
    static final class Draft {
        private final TreeMap<String, Kin> kin = new TreeMap<>();
        private final Set<Long> people = new HashSet<>();
        /** Times at work, apart from each other, by their beginnings. */
        private final TreeMap<Long, Long> work = new TreeMap<>();

        private boolean thirdParties;

        private static final class Kin {
            private final Set<Trace.Kind> links = EnumSet.noneOf(Trace.Kind.class);
            private final Set<Long> networks = new HashSet<>();
            private double share;
            private long first = Long.MAX_VALUE;
            private long last;
        }

        void add(String number, Trace.Kind kind, double share, List<Sighting> sightings) {
            Kin one = kin.computeIfAbsent(number, absent -> new Kin());
            one.links.add(kind);
            one.share = Math.max(one.share, share);
            for (Sighting sighting : sightings) {
                one.networks.add(sighting.network());
                people.add(sighting.reporter());
                one.first = Math.min(one.first, sighting.at());
                one.last = Math.max(one.last, sighting.at());
            }
            work(one.first, one.last);
        }

        private void work(long first, long last) {
            long begin = first;
            long end = last;
            for (Map.Entry<Long, Long> near = work.floorEntry(end);
                    near != null && near.getValue() >= begin;
                    near = work.floorEntry(end)) {
                begin = Math.min(begin, near.getKey());
                end = Math.max(end, near.getValue());
                work.remove(near.getKey());
            }
            work.put(begin, end);
        }

        void thirdParties() {
            thirdParties = true;
        }

        Set<String> numbers() {
            return kin.keySet();
        }

        /** Whether one of its numbers was at work within a time of another contact. */
        boolean atWork(long at, long within) {
            Map.Entry<Long, Long> before = work.floorEntry(at + within);
            return before != null && before.getValue() >= at - within;
        }

        Cluster done() {
            SortedMap<String, Member> members = new TreeMap<>();
            for (Map.Entry<String, Kin> entry : kin.entrySet()) {
                Kin one = entry.getValue();
                members.put(
                        entry.getKey(),
                        new Member(
                                Set.copyOf(one.links),
                                Math.round(one.share * 100) / 100.0,
                                one.networks.size(),
                                one.first,
                                one.last));
            }
            return new Cluster(members, thirdParties, people.size());
        }
    }
}
