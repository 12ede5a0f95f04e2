package org.zhenhao.store;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.time.Duration;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.Store;
import org.jspecify.annotations.Nullable;

/**
 * Whether the embedded store is broken for good: H2 has met an error it does not recover from, and its threads may wait for ever for what will
 * not come. A store that somebody could open anew is whole again. Thread-safe; one for the process, as H2's databases are.
 */
public final class StoreWatch {
    private static volatile @Nullable WeakReference<MVStore> latest;
    private static volatile long brokenSince;

    private StoreWatch() {}

    /** Takes note of a connection that was opened. */
    static Connection opened(Connection connection) {
        if (connection instanceof JdbcConnection h2 && h2.getSession() instanceof SessionLocal session) {
            Store store = session.getDatabase().getStore();
            WeakReference<MVStore> known = latest;
            if (store != null && (known == null || known.get() != store.getMvStore())) {
                latest = new WeakReference<>(store.getMvStore());
            }
        }
        return connection;
    }

    /** Whether the store has been broken for some time, as far as it was asked. */
    public static boolean brokenFor(Duration time) {
        WeakReference<MVStore> known = latest;
        MVStore store = known == null ? null : known.get();
        if (store == null || store.getPanicException() == null) {
            brokenSince = 0;
            return false;
        }
        long now = System.nanoTime();
        if (brokenSince == 0) {
            brokenSince = now;
        }
        return now - brokenSince >= time.toNanos();
    }
}
