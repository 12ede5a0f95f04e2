package org.zhenhao.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The registry as lookups see it: entries by key, ranges by their ends, gateway bases by their digits. Immutable.
 *
 * <p>A number that nobody registered costs one look into a hash map; ranges and bases cost more only where there are some
 * that the number's form could lie in.
 */
final class RegistryIndex {
    static final RegistryIndex EMPTY = new RegistryIndex(List.of(), Map.of());

    private final Map<String, List<Registration>> byKey = new HashMap<>();
    /** What the API answers of those that need no clock: most of them. */
    private final Map<String, Registration> plain = new HashMap<>();

    private final Map<String, List<Registration>> bases = new HashMap<>();
    private final int[] baseLengths;
    private final List<Range> ranges = new ArrayList<>();
    /** The highest end of the ranges up to each: where it is below a key, none of them reaches it. */
    private final String[] reach;

    private final Map<String, InstitutionInfo> institutions;
    private final int numbers;

    /** An entry as it goes in. */
    record Item(Shape shape, String key, Registration registration) {}

    private record Range(String first, String last, Registration registration) {}

    RegistryIndex(List<Item> items, Map<String, InstitutionInfo> institutions) {
        this.institutions = Map.copyOf(institutions);
        TreeSet<Integer> lengths = new TreeSet<>();
        for (Item item : items) {
            RegistryChanged.Span span = EntryKeys.span(item.key());
            if (item.shape() == Shape.RANGE && span != null && span.last() != null) {
                ranges.add(new Range(span.first(), span.last(), item.registration()));
            } else if (item.shape() == Shape.BASE && span != null) {
                bases.computeIfAbsent(span.first(), key -> new ArrayList<>(1)).add(item.registration());
                lengths.add(span.first().length());
            } else {
                byKey.computeIfAbsent(item.key(), key -> new ArrayList<>(1)).add(item.registration());
            }
        }
        // Of several the highest role counts, and of equals the oldest: the sort keeps their order.
        byKey.values().forEach(list -> list.sort(Comparator.comparing(Registration::role)));
        bases.values().forEach(list -> list.sort(Comparator.comparing(Registration::role)));
        byKey.forEach((key, list) -> {
            if (list.get(0).period().equals(Period.ALWAYS)) {
                plain.put(key, list.get(0));
            }
        });
        baseLengths =
                lengths.descendingSet().stream().mapToInt(length -> length).toArray();
        ranges.sort(Comparator.comparing(Range::first));
        reach = new String[ranges.size()];
        String highest = "";
        for (int i = 0; i < reach.length; i++) {
            String last = ranges.get(i).last();
            highest = last.compareTo(highest) > 0 ? last : highest;
            reach[i] = highest;
        }
        numbers = (int) items.stream()
                .filter(item -> item.shape().speaksForNumbers())
                .map(Item::key)
                .distinct()
                .count();
    }

    int size() {
        return numbers;
    }

    Map<String, InstitutionInfo> institutions() {
        return institutions;
    }

    /** The registration of a number if it needs no clock to tell; see {@link #find(String, long)} otherwise. */
    @Nullable
    Registration plain(String key) {
        return plain.get(key);
    }

    /** Whether a number that is not {@link #plain} may be registered all the same. */
    boolean more(String key) {
        return !ranges.isEmpty() || baseLengths.length > 0 || byKey.size() > plain.size() && byKey.containsKey(key);
    }

    @Nullable
    Registration find(String key, long now) {
        Registration exact = valid(byKey.get(key), now);
        if (exact != null) {
            return exact;
        }
        for (int length : baseLengths) {
            Registration base = key.length() < length ? null : valid(bases.get(key.substring(0, length)), now);
            if (base != null) {
                return base;
            }
        }
        Registration best = null;
        for (Registration found : inRanges(key)) {
            if (found.period().covers(now) && (best == null || found.role().compareTo(best.role()) < 0)) {
                best = found;
            }
        }
        return best;
    }

    /** Everything registered under a key or of what it lies in, also what is over or yet to come. */
    List<Registration> all(String key) {
        List<Registration> found = new ArrayList<>(byKey.getOrDefault(key, List.of()));
        for (int length : baseLengths) {
            if (key.length() >= length) {
                found.addAll(bases.getOrDefault(key.substring(0, length), List.of()));
            }
        }
        found.addAll(inRanges(key));
        return found;
    }

    /** Single numbers that are registered at a time. */
    Map<String, Registration> numbers(long now) {
        Map<String, Registration> numbers = new HashMap<>();
        byKey.forEach((key, all) -> {
            Registration registration = valid(all, now);
            if (registration != null && registration.shape() == Shape.NUMBER) {
                numbers.put(key, registration);
            }
        });
        return numbers;
    }

    private List<Registration> inRanges(String key) {
        int at = lastNotAfter(key);
        if (at < 0 || reach[at].compareTo(key) < 0) {
            return List.of();
        }
        List<Registration> found = new ArrayList<>(1);
        for (int i = at; i >= 0 && reach[i].compareTo(key) >= 0; i--) {
            Range range = ranges.get(i);
            if (range.last.compareTo(key) >= 0 && range.last.length() == key.length()) {
                found.add(range.registration);
            }
        }
        return found;
    }

    /** The last range that begins at or before the key, -1 if there is none. */
    private int lastNotAfter(String key) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).first.compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private static @Nullable Registration valid(@Nullable List<Registration> found, long now) {
        if (found != null) {
            for (Registration registration : found) {
                if (registration.period().covers(now)) {
                    return registration;
                }
            }
        }
        return null;
    }
}
