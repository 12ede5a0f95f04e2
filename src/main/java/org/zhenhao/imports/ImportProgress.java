package org.zhenhao.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Text;

/** How far an import has come. Written by the import's threads, read by anyone. */
final class ImportProgress {
    private static final int REFUSALS_SHOWN = 1_000;

    private final UUID id;
    private final String client;
    private final String format;
    private final long startedAt;
    private State state = State.RUNNING;
    private long endedAt;
    private long lines;
    private long taken;
    private long doubled;
    private long refused;
    private final Map<String, Long> refusedBy = new TreeMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private @Nullable String failure;

    /** What an import is doing. */
    enum State {
        RUNNING,
        DONE,
        FAILED,
        /** The service ended before the import did. What was taken is stored; sending the file again takes the rest. */
        INTERRUPTED
    }

    /** A line that was not taken. */
    record Refusal(long line, String code, Text detail) {}

    /** How far the import was at one moment; times are Unix seconds. */
    record Snapshot(
            UUID id,
            String client,
            String format,
            State state,
            long startedAt,
            long endedAt,
            long lines,
            long taken,
            long doubled,
            long refused,
            Map<String, Long> refusedBy,
            List<Refusal> refusals,
            @Nullable String failure) {}

    ImportProgress(UUID id, String client, String format, long startedAt) {
        this.id = id;
        this.client = client;
        this.format = format;
        this.startedAt = startedAt;
    }

    UUID id() {
        return id;
    }

    synchronized void line() {
        lines++;
    }

    synchronized void refuse(long line, String code, Text detail) {
        refused++;
        refusedBy.merge(code, 1L, Long::sum);
        if (refusals.size() < REFUSALS_SHOWN) {
            refusals.add(new Refusal(line, code, detail));
        }
    }

    synchronized void stored(int reports, int news) {
        taken += news;
        doubled += reports - news;
    }

    synchronized void end(State how, long now, @Nullable String why) {
        state = how;
        endedAt = now;
        failure = why;
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                id,
                client,
                format,
                state,
                startedAt,
                endedAt,
                lines,
                taken,
                doubled,
                refused,
                Map.copyOf(refusedBy),
                List.copyOf(refusals),
                failure);
    }
}
