package org.zhenhao.trust;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Policy;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;

/** Time per report, weighed, applied and in its turn judged, all in memory. Run {@code org.openjdk.jmh.Main BenchBenchmark} on the test class path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BenchBenchmark {
    private static final int NUMBERS = 20_000;
    private static final int REPORTERS = 10_000;
    private static final Category[] CATEGORIES = {Category.FRAUD, Category.TELEMARKETING, Category.LEGITIMATE};

    private final MemoryShelf shelf = new MemoryShelf(Policy.standard(), number -> Standing.NONE);
    private final Bench<RuntimeException> bench =
            new Bench<>(Policy.standard(), new Scorer(Policy.standard()), shelf, 0);
    private final String[] numbers = new String[NUMBERS];
    private long count;
    private byte[] record = new byte[0];

    public BenchBenchmark() {
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = "+86138" + (10_000_000 + i * 4_001L % 90_000_000);
        }
        for (int i = 0; i < 100_000; i++) {
            takeReport();
        }
        record = shelf.reporter(1).encode();
    }

    private static int mix(long value, int bound) {
        return (int) Long.remainderUnsigned(value * 0x9e3779b97f4a7c15L >>> 7, bound);
    }

    @Benchmark
    public Ruling takeReport() {
        count++;
        int number = mix(count, NUMBERS);
        return bench.take(new Statement(
                count,
                numbers[number],
                NumberKind.MOBILE,
                mix(count * 31, REPORTERS),
                mix(count * 17, 3_000),
                CATEGORIES[number % CATEGORIES.length],
                1_790_000_000L + count * 60));
    }

    @Benchmark
    public ReporterRecord decodeReporter() {
        return ReporterRecord.decode(record);
    }
}
