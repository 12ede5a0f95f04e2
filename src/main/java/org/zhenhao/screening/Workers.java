package org.zhenhao.screening;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for screening, apart from those that answer requests. */
@Singleton
final class Workers {
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "screening-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** Takes tasks that block; what is bounded is bounded by who gives them. */
    ExecutorService executor() {
        return executor;
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }
}
