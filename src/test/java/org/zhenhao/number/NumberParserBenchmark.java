package org.zhenhao.number;

import java.util.Random;
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
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Numbers parsed a second on one core. Each group holds thousands of different numbers, so that no branch is learned.
 *
 * <p>To run: {@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath}, then
 * {@code java -cp target/classes:target/test-classes:$(cat target/classpath) org.zhenhao.number.NumberParserBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NumberParserBenchmark {
    private static final int COUNT = 1 << 13;
    private final NumberParser parser = NumberParser.create();
    private final NumberDisplay display = NumberDisplay.create();
    private final Random random = new Random(7);
    private final String[] mobiles = fill("1##########=13,15,17,18,19", "+8613#########", "86139########");
    private final String[] mixed = fill(
            "135########",
            "+86 138 #### ####",
            "010-6#######",
            "0755-2#######",
            "955##",
            "9555#",
            "400#######",
            "100##",
            "1069#########",
            "170########",
            "96###",
            "123##",
            "1069095###",
            "6#######",
            "17951138########",
            "+86955##");
    private final String[] foreign = fill(
            "+447400######",
            "+61439######",
            "+8190########",
            "+66812######",
            "+8522#######",
            "+95921#####",
            "+4915112######",
            "0033612######");
    private final String[] american = fill("+1212#######", "+1312542####", "+1949#######", "+1801#######");
    private final String[] nationalAmerican = fill("212#######", "312542####", "949#######", "801#######");
    private int next;

    private String[] fill(String... shapes) {
        String[] numbers = new String[COUNT];
        for (int i = 0; i < COUNT; i++) {
            String shape = shapes[i % shapes.length];
            if (shape.indexOf('=') > 0) {
                String[] heads = shape.substring(shape.indexOf('=') + 1).split(",", -1);
                shape = heads[random.nextInt(heads.length)] + "#########";
            }
            StringBuilder number = new StringBuilder();
            for (char c : shape.toCharArray()) {
                number.append(c == '#' ? (char) ('0' + random.nextInt(10)) : c);
            }
            numbers[i] = number.toString();
        }
        return numbers;
    }

    private String next(String[] numbers) {
        next = next + 1 & COUNT - 1;
        return numbers[next];
    }

    @Benchmark
    public ParsedNumber chineseMobiles() {
        return parser.parse(next(mobiles), Channel.CALL, "CN");
    }

    @Benchmark
    public ParsedNumber chineseMixed() {
        return parser.parse(next(mixed), Channel.CALL, "CN");
    }

    @Benchmark
    public ParsedNumber foreign() {
        return parser.parse(next(foreign), Channel.CALL, "CN");
    }

    @Benchmark
    public ParsedNumber american() {
        return parser.parse(next(american), Channel.CALL, "CN");
    }

    @Benchmark
    public ParsedNumber americanNational() {
        return parser.parse(next(nationalAmerican), Channel.CALL, "US");
    }

    @Benchmark
    public Object placeOfMobileNotRemembered() {
        ParsedNumber number = parser.parse(next(mobiles), Channel.CALL, "CN");
        Label place = display.place(number);
        return place == null ? display : place;
    }

    /** Runs all groups, or those whose name matches the first argument; allocation is reported beside speed. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(NumberParserBenchmark.class.getSimpleName() + (args.length > 0 ? "." + args[0] : ""))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
