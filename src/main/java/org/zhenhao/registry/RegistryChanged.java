package org.zhenhao.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fired, synchronously, on the replica that changed the registry, after the change was committed and {@link
 * Registry#find} sees it.
 *
 * @param keys canonical numbers that became registered, or ceased to be, or whose registration is another now
 * @param spans the same of whole spans of numbers
 */
public record RegistryChanged(Set<String> keys, List<Span> spans) {

    /** The change of some entries, by their keys; what is neither a number nor a span of numbers is left out. */
    public static RegistryChanged of(Set<String> keys) {
        Set<String> numbers = new HashSet<>();
        List<Span> spans = new ArrayList<>();
        for (String key : keys) {
            Span span = EntryKeys.span(key);
            if (span != null) {
                spans.add(span);
            } else if (key.startsWith("+") || key.length() > 2 && key.charAt(2) == '-') {
                numbers.add(key);
            }
        }
        return new RegistryChanged(Set.copyOf(numbers), List.copyOf(spans));
    }

    /**
     * All keys of one length between two.
     *
     * @param first the first one
     * @param last the last one, as long as the first, or null: all keys that begin with the first
     */
    public record Span(
            String first, @org.jspecify.annotations.Nullable String last) {
        /** Whether a canonical number lies in it. */
        public boolean holds(String key) {
            return last == null
                    ? key.startsWith(first)
                    : key.length() == first.length() && key.compareTo(first) >= 0 && key.compareTo(last) <= 0;
        }
    }
}
