package org.zhenhao.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What every answer has to say. Known numbers have a fixed count of reports; busy ones gain reports while they are asked
 * about; the others were never reported. Thread-safe.
 */
final class Truth {
    /** Numbers that were reported before. */
    static final int KNOWN = 1_500;

    /** Numbers that are reported all the time. */
    static final int BUSY = 20;

    private final AtomicIntegerArray sent = new AtomicIntegerArray(BUSY);
    private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(BUSY);

    static String known(int i) {
        return "1391%03d%04d".formatted(i % 300, 1_000 + i / 300);
    }

    static int reportsOfKnown(int i) {
        return 1 + i % 4;
    }

    static String busy(int i) {
        return "1371000%04d".formatted(i * 100);
    }

    static String stranger(int i) {
        return "1381%03d%04d".formatted(i / 10_000 % 1_000, i % 10_000);
    }

    void sent(int busy) {
        sent.incrementAndGet(busy);
    }

    void acknowledged(int busy) {
        acknowledged.incrementAndGet(busy);
    }

    /** How many reports of a busy number were acknowledged before now. */
    int least(int busy) {
        return acknowledged.get(busy);
    }

    /** How many reports of a busy number may be stored by now. */
    int most(int busy) {
        return sent.get(busy);
    }

    /** Whether an answer counts between so many and so many reports, of the number that was asked about. */
    static boolean right(JsonNode answer, String number, int least, int most) {
        JsonNode reports = answer.path("reports");
        int count =
                reports.path("negative").asInt(-1) + reports.path("positive").asInt(-1);
        boolean unknown = answer.path("level").asText().equals("unknown");
        return answer.path("number").asText().equals("+86" + number)
                && count >= least
                && count <= most
                && (count > 0 || unknown);
    }
}
