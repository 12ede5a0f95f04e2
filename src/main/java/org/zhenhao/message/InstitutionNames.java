package org.zhenhao.message;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;
import org.zhenhao.store.StartOrder;

/** The registered institutions by the names they go by, held in memory and read anew every minute. Thread-safe. */
@Singleton
class InstitutionNames {
    private static final Logger LOG = Logger.getLogger(InstitutionNames.class);
    private static final int LEAST = 3;
    private static final String COUNTRY = "中国";

    private final DataSource store;
    private volatile Map<String, Institution> byName = Map.of();

    @Inject
    InstitutionNames(DataSource store) {
        this.store = store;
    }

    /** An institution, as far as a signature can name it. */
    record Institution(String id, Label name) {}

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) {
        load();
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void load() {
        Map<String, Institution> names = new HashMap<>();
        try (Connection connection = store.getConnection();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT id, name, name_en FROM institution ORDER BY id")) {
            while (rows.next()) {
                String zh = rows.getString(2);
                String en = rows.getString(3);
                Institution institution = new Institution(rows.getString(1), new Label(zh, en == null ? zh : en));
                put(names, zh, institution);
                if (zh.startsWith(COUNTRY)) {
                    put(names, zh.substring(COUNTRY.length()), institution);
                }
                if (en != null) {
                    put(names, en, institution);
                }
            }
            byName = Map.copyOf(names);
        } catch (SQLException e) {
            LOG.warnf("Cannot read the institutions' names, keeping those in memory: %s", e.getMessage());
        }
    }

    private static void put(Map<String, Institution> names, String name, Institution institution) {
        String folded = Signature.folded(name);
        if (folded.length() >= LEAST) {
            names.putIfAbsent(folded, institution);
        }
    }

    /** The institution that a signature names: by its whole name, or by the longest name inside it; null if none. */
    @Nullable
    Institution named(String signature) {
        String folded = Signature.folded(signature);
        Map<String, Institution> names = byName;
        Institution exact = names.get(folded);
        if (exact != null) {
            return exact;
        }
        for (int length = folded.length() - 1; length >= LEAST; length--) {
            for (int from = 0; from + length <= folded.length(); from++) {
                Institution part = names.get(folded.substring(from, from + length));
                if (part != null) {
                    return part;
                }
            }
        }
        return null;
    }
}
