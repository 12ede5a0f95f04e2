package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.zhenhao.reputation.InList;

/** SQL on what was stored under idempotency keys. Stateless; works on the caller's connection and transaction. */
final class IdempotencyTable {
    private IdempotencyTable() {}

    /** What is stored under a key. */
    record Entry(long report, long fingerprint) {}

    static Map<UUID, Entry> find(Connection connection, Collection<UUID> keys) throws SQLException {
        Map<UUID, Entry> found = new HashMap<>();
        InList.forEach(
                connection,
                "SELECT key_hash, report_id, fingerprint FROM idempotency WHERE key_hash IN (%s)",
                keys,
                row -> found.put(row.getObject(1, UUID.class), new Entry(row.getLong(2), row.getLong(3))));
        return found;
    }

    /** Inserts keys in their order, so that two replicas that store the same ones wait for each other only one way. */
    static void insert(Connection connection, Map<UUID, Entry> entries, long now) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO idempotency (key_hash, report_id, fingerprint, accepted_at) VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<UUID, Entry> entry : new java.util.TreeMap<>(entries).entrySet()) {
                statement.setObject(1, entry.getKey());
                statement.setLong(2, entry.getValue().report());
                statement.setLong(3, entry.getValue().fingerprint());
                statement.setLong(4, now);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
