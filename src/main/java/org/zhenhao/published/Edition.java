package org.zhenhao.published;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is published at one time. Immutable.
 *
 * @param version rises with every edition that differs from the one before
 * @param entries ascending by key
 */
public record Edition(long version, List<PublishedEntry> entries) {
    private static final Comparator<PublishedEntry> BY_KEY = Comparator.comparing(PublishedEntry::key);

    /** The edition that changes make of this one, each of a number of its own, in the order of their {@code seq}. */
    Edition with(List<PublishedChange> changes) {
        Map<String, PublishedChange> changed = new HashMap<>();
        changes.forEach(change -> changed.put(change.entry().key(), change));
        List<PublishedEntry> after = new ArrayList<>(entries.size() + changes.size());
        for (PublishedEntry entry : entries) {
            if (!changed.containsKey(entry.key())) {
                after.add(entry);
            }
        }
        changed.values().stream()
                .filter(change -> !change.removed())
                .map(PublishedChange::entry)
                .sorted(BY_KEY)
                .forEach(after::add);
        // Two ascending runs: sorting merges them.
        after.sort(BY_KEY);
        long last =
                changes.isEmpty() ? version : changes.get(changes.size() - 1).seq();
        return new Edition(last, List.copyOf(after));
    }
}
