package org.zhenhao.privacy;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.secret.Vault;

/** Seals stored texts anew with the present key, those of earlier releases that were not sealed included. Thread-safe. */
@Singleton
class Resealer {
    private static final int AT_ONCE = 500;
    private static final int ROUNDS = 20;

    private final AgroalDataSource store;
    private final Vault vault;

    @Inject
    Resealer(AgroalDataSource store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /**
     * How far it came.
     *
     * @param after what to go on with
     * @param resealed texts sealed anew in this call
     */
    public record Outcome(long after, int resealed, boolean done) {}

    Outcome run(long after) throws SQLException {
        long at = after;
        int count = after < 0 ? others() : 0;
        for (int round = 0; round < ROUNDS; round++) {
            long[] step = reports(at);
            count += (int) step[1];
            if (step[0] < 0) {
                return new Outcome(at, count, true);
            }
            at = step[0];
        }
        return new Outcome(at, count, false);
    }

    /** The next reports: the id come to, -1 at the end, and how many texts were sealed anew. */
    private long[] reports(long after) throws SQLException {
        long last = -1;
        long count = 0;
        try (Connection connection = store.getConnection();
                PreparedStatement read = connection.prepareStatement("SELECT id, note, details FROM report WHERE id > ?"
                        + " AND (note IS NOT NULL OR details IS NOT NULL) ORDER BY id LIMIT " + AT_ONCE);
                // What was erased since it was read stays erased.
                PreparedStatement notes =
                        connection.prepareStatement("UPDATE report SET note = ? WHERE id = ? AND note = ?");
                PreparedStatement details =
                        connection.prepareStatement("UPDATE report SET details = ? WHERE id = ? AND details = ?")) {
            read.setLong(1, after);
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    boolean note = put(notes, last, "report.note", rows.getString(2));
                    boolean detail = put(details, last, "report.details", rows.getString(3));
                    count += note || detail ? 1 : 0;
                }
            }
            notes.executeBatch();
            details.executeBatch();
        }
        return new long[] {last, count};
    }

    /** Whether a text is to be sealed anew; then that is in the batch. */
    private boolean put(PreparedStatement write, long id, String purpose, @Nullable String stored) throws SQLException {
        String sealed = anew(purpose, stored);
        if (sealed == null || sealed.equals(stored)) {
            return false;
        }
        write.setString(1, sealed);
        write.setLong(2, id);
        write.setString(3, stored);
        write.addBatch();
        return true;
    }

    private int others() throws SQLException {
        return table("dispute", "id", "statement", "dispute.statement")
                + table("case_period", "CAST(period AS VARCHAR(20))", "sealed", "case-key");
    }

    private int table(String table, String id, String column, String purpose) throws SQLException {
        int count = 0;
        try (Connection connection = store.getConnection();
                PreparedStatement read = connection.prepareStatement("SELECT " + id + ", " + column + " FROM " + table
                        + " WHERE " + column + " <> '' AND " + column + " NOT LIKE ?");
                PreparedStatement write = connection.prepareStatement(
                        "UPDATE " + table + " SET " + column + " = ? WHERE " + id + " = ? AND " + column + " = ?")) {
            read.setString(1, vault.prefix() + "%");
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    write.setString(1, anew(purpose, rows.getString(2)));
                    write.setString(2, rows.getString(1));
                    write.setString(3, rows.getString(2));
                    count += write.executeUpdate();
                }
            }
        }
        return count;
    }

    private @Nullable String anew(String purpose, @Nullable String stored) {
        return stored == null || stored.startsWith(vault.prefix())
                ? stored
                : vault.seal(purpose, vault.open(purpose, stored));
    }
}
