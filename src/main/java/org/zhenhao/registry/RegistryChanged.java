package org.zhenhao.registry;

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
