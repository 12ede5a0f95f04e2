package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas with a real Redis between them hold a caller to one quota; without it, to one each. */
class QuotaSharingIT {
    private static final int RATE = 200;

    /** What both let pass in a round of 200 ms and what it takes to tell, on a machine that is busy with others. */
    private static final int SLACK = 2 * RATE;

    @TempDir
    static Path directory;

    private static @Nullable QuotaTrial trial;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        trial = new QuotaTrial(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        if (trial != null) {
            trial.close();
        }
    }

    @Test
    void lookups_throughBothReplicas_areHeldToOneQuota_andToOneEachWithoutRedis() {
        QuotaTrial trial = Objects.requireNonNull(QuotaSharingIT.trial);
        int together = trial.granted(RATE);
        int afterwards = trial.grantedAfterwards(RATE);
        trial.cutOff();
        int apart = trial.granted(RATE);
        trial.reach();
        int again = trial.granted(RATE);

        System.out.printf(
                "granted of %d: %d, then %d more; apart %d; again %d%n",
                QuotaTrial.QUOTA, together, afterwards, apart, again);
        assertThat(together).isBetween(QuotaTrial.QUOTA, QuotaTrial.QUOTA + SLACK);
        assertThat(afterwards).isLessThan(SLACK);
        assertThat(apart).isBetween(QuotaTrial.QUOTA, 2 * QuotaTrial.QUOTA + 20);
        assertThat(again).isBetween(QuotaTrial.QUOTA, QuotaTrial.QUOTA + SLACK);
    }
}
