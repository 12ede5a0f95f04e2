package org.zhenhao.screening;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.DurableCommits;

/** Jobs as the store keeps them: from their begin to their erasure. Thread-safe; blocks. */
@Singleton
final class JobStore {
    private static final String COLUMNS = "id, client, state, created_at, heard_at, started_at, ended_at, expires_at,"
            + " setup, name, parts, rows_in_all, bytes, fingerprint, failure";

    private final Sql sql;
    private final Texts texts;
    private final DurableCommits durable;

    @Inject
    JobStore(Sql sql, Texts texts, DurableCommits durable) {
        this.sql = sql;
        this.texts = texts;
        this.durable = durable;
    }

    /** Begins a job whose text is about to come. */
    void begin(Job job, @Nullable String idempotency) {
        sql.transaction(connection -> Sql.update(
                connection,
                "INSERT INTO screening (id, client, state, created_at, heard_at, expires_at, name, parts, rows_in_all,"
                        + " bytes, idempotency) VALUES (?, ?, 'receiving', ?, ?, ?, ?, 0, 0, 0, ?)",
                job.id(),
                job.client(),
                job.createdAt(),
                job.heardAt(),
                job.expiresAt(),
                job.name(),
                idempotency));
    }

    /** Stores one part of a job's text. */
    void receive(String id, int part, List<byte[]> pieces, int rows, long now) {
        sql.transaction(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO screening_part (job, part, state, leased_until, tries, row_count, refused, size)"
                            + " VALUES (?, ?, 0, 0, 0, ?, 0, 0)",
                    id,
                    part,
                    rows);
            texts.put(connection, id, part, false, pieces);
            return Sql.update(connection, "UPDATE screening SET heard_at = ? WHERE id = ?", now, id);
        });
    }

    /** What was received in all. */
    record Received(String setup, String fingerprint, int parts, long rows, long bytes) {}

    /** Says that all of a job's text is there; when this returns, the job survives whatever happens. */
    boolean received(String id, Received text, long now) {
        boolean alive = sql.transaction(connection -> Sql.update(
                        connection,
                        "UPDATE screening SET state = ?, started_at = ?, ended_at = ?, setup = ?, fingerprint = ?,"
                                + " parts = ?, rows_in_all = ?, bytes = ? WHERE id = ? AND state = 'receiving'",
                        text.parts == 0 ? "done" : "running",
                        now,
                        text.parts == 0 ? now : null,
                        text.setup,
                        text.fingerprint,
                        text.parts,
                        text.rows,
                        text.bytes,
                        id))
                == 1;
        durable.settle();
        return alive;
    }

    /** The job with an id, or null. */
    @Nullable
    Job find(String id) {
        return one("SELECT " + COLUMNS + " FROM screening WHERE id = ?", id);
    }

    /** The job begun under an idempotency key, or null. */
    @Nullable
    Job under(String idempotency) {
        return one("SELECT " + COLUMNS + " FROM screening WHERE idempotency = ?", idempotency);
    }

    private @Nullable Job one(String statement, String value) {
        List<Job> found = sql.transaction(connection -> Sql.select(connection, statement, JobStore::job, value));
        return found.isEmpty() ? null : found.get(0);
    }

    /** The newest jobs of a client. */
    List<Job> of(String client, int most) {
        return sql.transaction(connection -> Sql.select(
                connection,
                "SELECT " + COLUMNS + " FROM screening WHERE client = ? ORDER BY created_at DESC, id LIMIT ?",
                JobStore::job,
                client,
                most));
    }

    /** How many jobs of a client are not over yet. */
    int open(String client) {
        return sql.transaction(connection -> Sql.select(
                        connection,
                        "SELECT COUNT(*) FROM screening WHERE client = ? AND state IN ('receiving', 'running')",
                        row -> row.getInt(1),
                        client))
                .get(0);
    }

    /** How far a job is. */
    Job.Progress progress(String id, long now) {
        return sql.transaction(connection -> Sql.select(
                        connection,
                        "SELECT COALESCE(SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END), 0),"
                                + " COALESCE(SUM(CASE WHEN state = 2 THEN row_count ELSE 0 END), 0),"
                                + " COALESCE(SUM(CASE WHEN state = 2 THEN refused ELSE 0 END), 0),"
                                + " COALESCE(SUM(CASE WHEN state = 1 AND leased_until >= ? THEN 1 ELSE 0 END), 0)"
                                + " FROM screening_part WHERE job = ?",
                        row -> new Job.Progress(row.getInt(1), row.getLong(2), row.getLong(3), row.getInt(4)),
                        now,
                        id))
                .get(0);
    }

    /** Ends a job that cannot be done. */
    void fail(String id, String why, long now) {
        sql.transaction(connection -> Sql.update(
                connection,
                "UPDATE screening SET state = 'failed', ended_at = ?, failure = ? WHERE id = ?",
                now,
                why,
                id));
    }

    /** Erases a job with all of its texts; false if there is none. */
    boolean erase(String id) {
        boolean erased = sql.transaction(connection -> {
            int found = Sql.update(connection, "DELETE FROM screening WHERE id = ?", id);
            Sql.update(connection, "DELETE FROM screening_part WHERE job = ?", id);
            texts.erase(connection, id);
            return found == 1;
        });
        durable.settle();
        return erased;
    }

    /** Erases texts that are of no job, as a process that was killed may leave them. */
    void eraseLost() {
        for (String id : texts.jobs()) {
            if (find(id) == null) {
                erase(id);
            }
        }
    }

    /** Jobs whose time is over, and those whose sender was last heard of before a moment. */
    List<String> over(long now, long silentSince) {
        return sql.transaction(connection -> Sql.select(
                connection,
                "SELECT id FROM screening WHERE expires_at < ? OR state = 'receiving' AND heard_at < ?",
                row -> row.getString(1),
                now,
                silentSince));
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString(1),
                row.getString(2),
                Job.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getLong(4),
                row.getLong(5),
                time(row, 6),
                time(row, 7),
                row.getLong(8),
                row.getString(9),
                row.getString(10),
                row.getInt(11),
                row.getLong(12),
                row.getLong(13),
                row.getString(14),
                row.getString(15));
    }

    private static @Nullable Long time(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
