package org.zhenhao.registry;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps the changes announced, each with whether the registry knew its numbers at that moment. */
@Singleton
class ChangesSeen {
    record Seen(Set<String> keys, boolean registered) {}

    private final List<Seen> seen = new ArrayList<>();
    private final Registry registry;

    @Inject
    ChangesSeen(Registry registry) {
        this.registry = registry;
    }

    synchronized void changed(@Observes RegistryChanged change) {
        boolean registered = change.keys().stream().allMatch(key -> registry.find(key) != null);
        seen.add(new Seen(change.keys(), registered));
    }

    synchronized List<Seen> take() {
        List<Seen> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }
}
