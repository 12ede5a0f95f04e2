package org.zhenhao.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A small table held in memory, so that requests read it without I/O, and reloaded when its version row moves.
 *
 * <p>Whoever changes the table calls {@link #raise} in the same transaction and {@link #refresh} after it; other
 * replicas see the change at their next {@link #poll}. The version is read before the rows: a change that commits in
 * between is seen now and merely loaded once more later, never missed. Thread-safe.
 *
 * @param <T> what is held, immutable
 */
public final class Snapshot<T> {
    private static final Logger LOG = Logger.getLogger(Snapshot.class);
    private static final long NEVER = -1;

    private final EntityManager store;
    private final String name;
    private final Supplier<T> loader;
    private volatile Held<T> held;
    private boolean failing;

    private record Held<T>(long version, T value) {}

    /**
     * A snapshot that holds {@code empty} until its first refresh.
     *
     * @param name of its row in {@code snapshot_version}
     * @param loader reads the whole table; called inside a transaction
     */
    public Snapshot(EntityManager store, String name, Supplier<T> loader, T empty) {
        this.store = store;
        this.name = name;
        this.loader = loader;
        this.held = new Held<>(NEVER, empty);
    }

    /** What is held now. */
    public T current() {
        return held.value();
    }

    /** Waits until no other transaction changes the table, and keeps others waiting until this one ends. */
    public void lock() {
        store.createNativeQuery("select version from snapshot_version where name = ?1 for update")
                .setParameter(1, name)
                .getSingleResult();
    }

    /** Makes every replica reload; to be called in the transaction that changes the table. Gives the table's new version. */
    public long raise() {
        store.createNativeQuery("update snapshot_version set version = version + 1 where name = ?1")
                .setParameter(1, name)
                .executeUpdate();
        return version();
    }

    private long version() {
        return ((Number) store.createNativeQuery("select version from snapshot_version where name = ?1")
                        .setParameter(1, name)
                        .getSingleResult())
                .longValue();
    }

    /** Reloads if the table has changed, outside any transaction of the caller. */
    public synchronized void refresh() {
        held = QuarkusTransaction.requiringNew().call(() -> {
            long version = version();
            return version == held.version() ? held : new Held<>(version, loader.get());
        });
    }

    /** Reloads if the table has changed; while the store is away it keeps what it has and says so once. */
    public synchronized void poll() {
        try {
            refresh();
            if (failing) {
                LOG.infof("Reading %s works again", name);
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warnf("Cannot read %s, keeping what is in memory: %s", name, e.getMessage());
            }
            failing = true;
        }
    }
}
