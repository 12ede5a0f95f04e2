package org.zhenhao.screening;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;
import org.zhenhao.rows.RowCutter;
import org.zhenhao.rows.RowReader;
import org.zhenhao.rows.Unpacked;
import org.zhenhao.store.Ids;

/** Takes in the texts of jobs, part by part as they come. Thread-safe; blocks. */
@Singleton
final class Intake {
    private static final int PART_ROWS = 16_384;
    private static final int PART_BYTES = 3 << 18;
    private static final int ID_LENGTH = 26;
    private static final int FINGERPRINT = 32;
    private static final int RETRY_SECONDS = 5;
    private static final int DRAIN = 1 << 16;

    private final JobStore jobs;
    private final Crew crew;
    private final Streams.Beans beans;
    private final Uploads uploads;
    private final ScreeningSettings settings;
    private final Clock clock;

    @Inject
    Intake(JobStore jobs, Crew crew, Streams.Beans beans, Uploads uploads, ScreeningSettings settings, Clock clock) {
        this.jobs = jobs;
        this.crew = crew;
        this.beans = beans;
        this.uploads = uploads;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came with a text.
     *
     * @param client who sends it
     * @param key its Idempotency-Key, null if there is none
     * @param asked all that was asked for, as it was written: the same key must bring the same
     * @param name of the file, empty if it has none
     */
    record Request(String client, @Nullable String key, String asked, String name, Options options) {
        /** The same with the name that the file brought. */
        Request named(String other) {
            return new Request(client, key, asked, other, options);
        }
    }

    /**
     * Stores a text and begins to screen it.
     *
     * @return the job, which survives from now on; an earlier one where the same key brought the same text
     * @throws ProblemException if the text cannot be taken; nothing of it is kept then
     */
    Job take(Request request, InputStream in) throws IOException {
        String idempotency =
                request.key() == null ? null : Ids.of(request.client() + "\n" + request.key(), FINGERPRINT);
        Digest text = new Digest(in, request.asked());
        if (idempotency != null) {
            Job earlier = jobs.under(idempotency);
            if (earlier != null && !abandoned(earlier)) {
                return again(earlier, text);
            }
        }
        if (jobs.open(request.client()) >= settings.jobsPerClient()) {
            throw ProblemException.of(
                            ProblemCode.TOO_MANY_REQUESTS, "进行中的筛查任务过多", "too many of your screenings are under way")
                    .retryAfter(RETRY_SECONDS);
        }
        Job job = begin(request, idempotency);
        boolean stored = false;
        try {
            store(job, request, text);
            stored = true;
        } finally {
            if (!stored) {
                jobs.erase(job.id());
            }
        }
        crew.wake();
        Job begun = jobs.find(job.id());
        return begun == null ? job : begun;
    }

    private boolean abandoned(Job earlier) {
        boolean silent = earlier.state() == Job.State.RECEIVING
                && earlier.heardAt() < clock.millis() - settings.stall().toMillis() * 2;
        if (silent) {
            jobs.erase(earlier.id());
        }
        return silent;
    }

    private static Job again(Job earlier, Digest text) throws IOException {
        if (earlier.state() == Job.State.RECEIVING) {
            throw underWay();
        }
        text.drain();
        if (!text.fingerprint().equals(earlier.fingerprint())) {
            throw ProblemException.of(
                    ProblemCode.CONFLICT,
                    "该 Idempotency-Key 已用于另一请求",
                    "this Idempotency-Key was used for another request");
        }
        return earlier;
    }

    private static ProblemException underWay() {
        return ProblemException.of(ProblemCode.CONFLICT, "同一密钥的上传仍在进行", "an upload under the same key is under way")
                .retryAfter(RETRY_SECONDS);
    }

    private Job begin(Request request, @Nullable String idempotency) {
        long now = clock.millis();
        Job job = new Job(
                Ids.random(ID_LENGTH),
                request.client(),
                Job.State.RECEIVING,
                now,
                now,
                null,
                null,
                now + settings.keep().toMillis(),
                null,
                request.name(),
                0,
                0,
                0,
                null,
                null);
        try {
            jobs.begin(job, idempotency);
        } catch (Sql.StoreFailedException e) {
            if (idempotency != null && jobs.under(idempotency) != null) {
                throw underWay();
            }
            throw e;
        }
        return job;
    }

    private void store(Job job, Request request, Digest text) throws IOException {
        long[] counts = new long[3];
        try (Uploads.Opened opened = uploads.open(Unpacked.of(text), request.options())) {
            RowReader reader = new RowReader(opened.text());
            Layout layout = reader.sniff(beans.words.parser(), opened.options());
            RowCutter.cut(reader, layout, PART_ROWS, PART_BYTES, (part, rows) -> {
                counts[1] += rows;
                counts[2] += part.length;
                if (counts[1] > settings.mostRows()) {
                    throw ProblemException.of(ProblemCode.TOO_LARGE, "最多 %d 行", "at most %d rows", settings.mostRows())
                            .with("most", settings.mostRows());
                }
                jobs.receive(job.id(), (int) counts[0]++, Packing.pack(part, part.length), rows, clock.millis());
            });
            text.drain();
            JobStore.Received received = new JobStore.Received(
                    Setup.of(opened.upload(layout), layout, opened.options()).json(),
                    text.fingerprint(),
                    (int) counts[0],
                    counts[1],
                    counts[2]);
            if (!jobs.received(job.id(), received, clock.millis())) {
                throw ProblemException.of(ProblemCode.CONFLICT, "该任务已被取消", "the screening was cancelled");
            }
        }
    }

    /** Remembers what was sent in a few bytes. */
    private static final class Digest extends FilterInputStream {
        private final MessageDigest digest;

        Digest(InputStream in, String asked) {
            super(in);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
            digest.update(asked.getBytes(StandardCharsets.UTF_8));
            this.in = new DigestInputStream(in, digest);
        }

        /** Reads on to the end: what is not read is not remembered. */
        void drain() throws IOException {
            byte[] buffer = new byte[DRAIN];
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
        }

        String fingerprint() {
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT);
        }
    }
}
