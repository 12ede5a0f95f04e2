package org.zhenhao.loadtest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What to ask: {@code mix} (90 % never reported, 8 % known and hot by Zipf's law, 2 % known and cold), {@code mix-alone} (the same,
 * none of the never reported has a reported number in its block), the name of a file of {@link Samples}, or {@code noop}; {@code
 * noop:WHAT} asks that with the numbers of another, so that this program, which shares the processors, has the same work with both.
 * The same as {@code ask.lua} asks.
 */
final class Requests {
    private static final int HOT = 1_000;
    private static final double NEVER = 0.90;
    private static final double COLD = 0.98;

    private static final String NOOP = "noop";

    private final SplittableRandom random;
    private final String path;
    private final boolean mixed;
    private final List<String> known;
    private final List<String> never;
    private final double[] zipf = new double[HOT];

    Requests(String what, Path samples, long seed) throws IOException {
        String numbers = what.startsWith(NOOP + ":") ? what.substring(NOOP.length() + 1) : what;
        this.random = new SplittableRandom(seed);
        this.path = what.startsWith(NOOP) ? "/bench/noop?" : "/v1/numbers/";
        boolean plain = numbers.equals(NOOP);
        this.mixed = numbers.startsWith("mix");
        this.known = plain ? List.of("0") : Files.readAllLines(samples.resolve((mixed ? "known" : numbers) + ".txt"));
        this.never = mixed
                ? Files.readAllLines(samples.resolve(numbers.equals("mix") ? "never.txt" : "alone.txt"))
                : List.of();
        double sum = 0;
        for (int rank = 0; rank < HOT; rank++) {
            sum += 1.0 / (rank + 1);
            zipf[rank] = sum;
        }
    }

    /** The next request's bytes. */
    ByteBuffer next() {
        String number = mixed ? mixed() : any(known);
        return ByteBuffer.wrap(("GET " + path + number + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(US_ASCII));
    }

    private String mixed() {
        double u = random.nextDouble();
        return u < NEVER ? any(never) : u < COLD ? known.get(rank()) : any(known);
    }

    private int rank() {
        double u = random.nextDouble() * zipf[HOT - 1];
        int low = 0;
        int high = HOT - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (zipf[middle] < u) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private String any(List<String> numbers) {
        return numbers.get(random.nextInt(numbers.size()));
    }
}
