package org.zhenhao.reputation;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of a look into a filter of ten million. Run {@code org.openjdk.jmh.Main GrowingBloomBenchmark} on the test class path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class GrowingBloomBenchmark {
    private static final int MANY = 10_000_000;

    private final GrowingBloom set = new GrowingBloom(MANY);
    private long next;

    @Setup
    public void fill() {
        for (long i = 0; i < MANY; i++) {
            set.add(8_613_000_000_000L + i * 97);
        }
    }

    @Benchmark
    public boolean lookForWhatIsNotThere() {
        next += 1_000_003;
        return set.mayContain(-next);
    }

    @Benchmark
    public boolean lookForWhatIsThere() {
        next += 1_000_003;
        return set.mayContain(8_613_000_000_000L + next % MANY * 97);
    }

    @Benchmark
    public long idOfAKey() {
        return KeyIds.of("+8613912345678");
    }
}
