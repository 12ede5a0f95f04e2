package org.zhenhao.screening;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
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

    private final ExecutorService rows;

    @Inject
    Workers(ScreeningSettings settings) {
        AtomicInteger count = new AtomicInteger();
        int threads = settings.streamThreads() > 0
                ? settings.streamThreads()
                : Runtime.getRuntime().availableProcessors() + 1;
        rows = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "screening-rows-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Screens rows of all streams, on a bounded number of threads. */
    Executor rows() {
        return rows;
    }

    /** Takes tasks that block; what is bounded is bounded by who gives them. */
    ExecutorService executor() {
        return executor;
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
        rows.shutdownNow();
    }
}
