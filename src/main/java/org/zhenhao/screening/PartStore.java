package org.zhenhao.screening;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of jobs: who works on which, and what became of them. Thread-safe; blocks.
 *
 * <p>A part is taken by a lease. Whoever finishes one has to hold its lease still, in the very transaction that stores the
 * result: a worker that was thought dead and was only slow stores nothing.
 */
@Singleton
final class PartStore {
    private static final String WAITING = "(p.state = 0 OR p.state = 1 AND p.leased_until < ?)";

    private final Sql sql;
    private final Texts texts;

    @Inject
    PartStore(Sql sql, Texts texts) {
        this.sql = sql;
        this.texts = texts;
    }

    /** A part that waits: whose job it is of, and the first of that job. */
    record Waiting(String client, String job, int part, long startedAt) {}

    /** A part taken by a worker. */
    record Lease(String job, int part, String owner, int rows, int tries) {}

    /** For each running job the first part that nobody works on, the oldest job first. */
    List<Waiting> waiting(long now) {
        return sql.transaction(connection -> Sql.select(
                connection,
                "SELECT j.client, j.id, MIN(p.part), j.started_at FROM screening j JOIN screening_part p ON p.job = j.id"
                        + " WHERE j.state = 'running' AND " + WAITING
                        + " GROUP BY j.client, j.id, j.started_at ORDER BY j.started_at, j.id",
                row -> new Waiting(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)),
                now));
    }

    /** Takes a part until a moment; empty if somebody else was faster. */
    Optional<Lease> take(Waiting waiting, String owner, long now, long until) {
        return sql.transaction(connection -> {
            int taken = Sql.update(
                    connection,
                    "UPDATE screening_part SET state = 1, owner = ?, leased_until = ?, tries = tries + 1"
                            + " WHERE job = ? AND part = ? AND (state = 0 OR state = 1 AND leased_until < ?)",
                    owner,
                    until,
                    waiting.job,
                    waiting.part,
                    now);
            if (taken == 0) {
                return Optional.empty();
            }
            return Optional.of(Sql.select(
                            connection,
                            "SELECT row_count, tries FROM screening_part WHERE job = ? AND part = ?",
                            row -> new Lease(waiting.job, waiting.part, owner, row.getInt(1), row.getInt(2)),
                            waiting.job,
                            waiting.part)
                    .get(0));
        });
    }

    /**
     * Gives a part back undone.
     *
     * @param counts whether the try counts: not if the store or the service is at fault
     */
    void giveBack(Lease lease, boolean counts) {
        sql.transaction(connection -> Sql.update(
                connection,
                "UPDATE screening_part SET state = 0, owner = NULL, tries = ? WHERE job = ? AND part = ? AND state = 1"
                        + " AND owner = ?",
                counts ? lease.tries : lease.tries - 1,
                lease.job,
                lease.part,
                lease.owner));
    }

    /** Gives back all parts that are leased: for a store that no living worker but this process can use. */
    int giveBackAll() {
        return sql.transaction(connection ->
                Sql.update(connection, "UPDATE screening_part SET state = 0, owner = NULL WHERE state = 1"));
    }

    /** What became of a part. */
    record Result(List<byte[]> pieces, long size, int refused, String summary) {}

    /**
     * Stores what became of a part in the place of what it was made from, and ends the job if it was the last one.
     *
     * @return false if the lease was lost: then nothing is stored
     */
    boolean finish(Lease lease, Result result, long now) {
        return sql.transaction(connection -> {
                    int own = Sql.update(
                            connection,
                            "UPDATE screening_part SET state = 2, owner = NULL, refused = ?, size = ?, summary = ?"
                                    + " WHERE job = ? AND part = ? AND state = 1 AND owner = ?",
                            result.refused,
                            result.size,
                            result.summary,
                            lease.job,
                            lease.part,
                            lease.owner);
                    if (own == 0) {
                        return false;
                    }
                    texts.put(connection, lease.job, lease.part, true, result.pieces);
                    texts.used(connection, lease.job, lease.part);
                    return true;
                })
                && endIfDone(lease.job, now);
    }

    /** In a transaction of its own: two that finish the last two parts at once do not see each other's. */
    private boolean endIfDone(String job, long now) {
        sql.transaction(connection -> Sql.update(
                connection,
                "UPDATE screening SET state = 'done', ended_at = ? WHERE id = ? AND state = 'running'"
                        + " AND NOT EXISTS (SELECT 1 FROM screening_part WHERE job = ? AND state <> 2)",
                now,
                job,
                job));
        return true;
    }

    /** Ends jobs of which every part is done: a process may have died between the last part and its job. */
    void endDone(long now) {
        sql.transaction(connection -> Sql.update(
                connection,
                "UPDATE screening SET state = 'done', ended_at = ? WHERE state = 'running' AND NOT EXISTS"
                        + " (SELECT 1 FROM screening_part p WHERE p.job = screening.id AND p.state <> 2)",
                now));
    }

    /** A part's text: what was sent, or what became of it. */
    byte[] text(String job, int part, boolean result) {
        List<byte[]> pieces = sql.transaction(connection -> texts.get(connection, job, part, result));
        return Packing.unpack(pieces);
    }

    /** How many bytes the result of each part has, in order. */
    List<Long> sizes(String job) {
        return sql.transaction(connection -> Sql.select(
                connection, "SELECT size FROM screening_part WHERE job = ? ORDER BY part", row -> row.getLong(1), job));
    }

    /** What the parts that are done say together, each. */
    List<String> summaries(String job) {
        return sql.transaction(connection -> new ArrayList<>(Sql.select(
                connection,
                "SELECT summary FROM screening_part WHERE job = ? AND state = 2 ORDER BY part",
                row -> row.getString(1),
                job)));
    }
}
