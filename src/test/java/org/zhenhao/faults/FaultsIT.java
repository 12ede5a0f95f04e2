package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real servers fail under a steady load: no answer is wrong, no fault of Redis is a fault of the service, and without the
 * store only what no cache knows is refused. {@code -Dzhenhao.fault-millis} says how long each fault lasts.
 */
class FaultsIT {
    private static final long LASTS = Long.getLong("zhenhao.fault-millis", 1_000);
    private static final int RATE = Integer.getInteger("zhenhao.fault-rate", 150);

    @TempDir
    static Path directory;

    private static FaultRig rig;
    private static SteadyLoad load;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        rig = new FaultRig(directory);
        load = new SteadyLoad(rig.service, new Truth(), RATE);
        Outcome.of(Fault.NONE, rig, load, 3_000);
    }

    @AfterAll
    static void stop() throws IOException {
        load.close();
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void lookup_whileAServerFails_isRightOrRefusedAtOnce(Fault fault) throws InterruptedException {
        Outcome outcome = Outcome.of(fault, rig, load, LASTS);

        System.out.println(FaultTable.row(outcome));
        assertThat(outcome.samples()).hasSizeGreaterThan((int) (RATE * LASTS / 1_000 / 2));
        assertThat(outcome.wrong()).as("wrong answers").isZero();
        if (fault.server() == Fault.Server.STORE) {
            assertThat(outcome.count(sample -> sample.lookup()
                            && sample.serverError()
                            && !(sample.status() == 503 && sample.retryAfter())))
                    .as("lookups that failed otherwise than with 503 and Retry-After")
                    .isZero();
            assertThat(outcome.count(sample -> sample.kind() == Sample.Kind.KNOWN && sample.status() != 200))
                    .as("known numbers refused")
                    .isZero();
        } else {
            assertThat(outcome.count(Sample::serverError)).as("5xx").isZero();
            // Loose, for the machine may be busy; loadtest/faults.sh measures it.
            assertThat(outcome.percentile(0.5)).as("median ms").isLessThan(100);
        }
        assertThat(outcome.normalAfter()).as("ms until normal").isLessThan(30_000);
    }
}
