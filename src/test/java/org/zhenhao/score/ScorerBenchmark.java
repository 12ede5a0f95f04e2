package org.zhenhao.score;

import java.util.List;
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

/** Time per assessment and per write, in nanoseconds. Run {@code org.openjdk.jmh.Main ScorerBenchmark} on the test class path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScorerBenchmark {
    private static final long NOW = World.START + 5 * World.DAY;

    private Evidence unreported;
    private Evidence neighbour;
    private Evidence reported;
    private byte[] tally;
    private byte[] page;
    private byte[] small;
    private byte[] large;
    private long next = 1_000_000;

    public ScorerBenchmark() {
        Tally bad = World.mobile(World.join(
                World.established(5, Category.FRAUD, World.START),
                List.of(
                        World.expert(6, Category.THREAT, World.START + 9_000),
                        World.fresh(7, 1, Category.LEGITIMATE, World.START + 9_500))));
        BlockPage around = BlockPage.EMPTY;
        for (int tail = 0; tail < 10_000; tail += 50) {
            around = around.with(tail, Member.NONE, bad.member());
        }
        unreported = evidence(Tally.EMPTY, BlockPage.EMPTY);
        neighbour = evidence(Tally.EMPTY, around);
        reported = evidence(bad, around);
        tally = bad.encode();
        page = around.encode();
        small = dossier(5);
        large = dossier(2_000);
    }

    private static Evidence evidence(Tally tally, BlockPage page) {
        return new Evidence(World.number(World.MOBILE, NumberKind.MOBILE), tally, page, Standing.NONE);
    }

    private static byte[] dossier(int opinions) {
        return Dossier.of(
                        World.POLICY,
                        NumberKind.MOBILE,
                        false,
                        World.established(opinions, Category.FRAUD, World.START - 2_000 * 3600L))
                .encode();
    }

    @Benchmark
    public Assessment assessUnreported() {
        return World.SCORER.assess(unreported, NOW);
    }

    @Benchmark
    public Assessment assessNeighbour() {
        return World.SCORER.assess(neighbour, NOW);
    }

    @Benchmark
    public Assessment assessReported() {
        return World.SCORER.assess(reported, NOW);
    }

    @Benchmark
    public Tally decodeTally() {
        return Tally.decode(tally);
    }

    @Benchmark
    public BlockPage decodePageOfTwoHundred() {
        return BlockPage.decode(page);
    }

    @Benchmark
    public byte[] putIntoFive() {
        return put(small);
    }

    @Benchmark
    public byte[] putIntoTwoThousand() {
        return put(large);
    }

    private byte[] put(byte[] encoded) {
        Dossier dossier = Dossier.decode(World.POLICY, encoded);
        next++;
        dossier.put(World.expert(next, Category.FRAUD, NOW));
        dossier.tally();
        return dossier.encode();
    }
}
