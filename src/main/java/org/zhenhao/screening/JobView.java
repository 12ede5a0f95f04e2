package org.zhenhao.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API tells it.
 *
 * @param state receiving, queued, running, done, failed
 * @param rows how many there are in all, 0 while they come in
 * @param rowsDone how many are screened
 * @param rowsRefused of these, how many have no verdict
 * @param rowsPerSecond since the start
 * @param estimatedEnd when the rest will be done if it goes on like this; null if that cannot be told
 * @param format of what was sent
 * @param columns names of the added columns, with commas between them
 * @param expiresAt when the job is erased
 * @param result where the result is; null until it is done
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Screening")
record JobView(
        String id,
        String state,
        String name,
        @Nullable String format,
        @Nullable String columns,
        long rows,
        long rowsDone,
        long rowsRefused,
        long rowsPerSecond,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant estimatedEnd,
        Instant expiresAt,
        @Nullable String result,
        @Nullable String failure) {

    /** What to tell of a job that is so far. */
    static JobView of(Job job, Job.Progress progress, long now) {
        Setup setup = job.setup() == null ? null : Setup.read(job.setup());
        boolean untouched = progress.parts() == 0 && progress.leased() == 0;
        String state = job.state() == Job.State.RUNNING && untouched
                ? "queued"
                : job.state().wire();
        long rate = rate(job, progress, now);
        return new JobView(
                job.id(),
                state,
                job.name(),
                setup == null ? null : setup.upload(),
                setup == null ? null : String.join(",", setup.addedNames()),
                job.rows(),
                progress.rows(),
                progress.refused(),
                rate,
                Instant.ofEpochMilli(job.createdAt()),
                time(job.startedAt()),
                time(job.endedAt()),
                end(job, progress, rate, now),
                Instant.ofEpochMilli(job.expiresAt()),
                job.state() == Job.State.DONE ? "/v1/screenings/" + job.id() + "/result" : null,
                job.failure());
    }

    private static long rate(Job job, Job.Progress progress, long now) {
        if (job.startedAt() == null) {
            return 0;
        }
        long until = job.endedAt() == null ? now : job.endedAt();
        return progress.rows() * 1_000 / Math.max(1, until - job.startedAt());
    }

    private static @Nullable Instant end(Job job, Job.Progress progress, long rate, long now) {
        if (job.state() != Job.State.RUNNING || rate == 0) {
            return null;
        }
        return Instant.ofEpochMilli(now + (job.rows() - progress.rows()) * 1_000 / rate);
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
