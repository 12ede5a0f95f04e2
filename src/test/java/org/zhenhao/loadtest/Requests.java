package org.zhenhao.loadtest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What to ask: {@code noop}, {@code mix} (90 % never reported, 8 % known and hot by Zipf's law, 2 % known and cold), {@code
 * mix-alone} (the same, none of the never reported has a reported number in its block), or the name of a file of {@link Samples}. The same as {@code ask.lua} asks.
 */
final class Requests {
    private static final int HOT = 1_000;
    private static final double NEVER = 0.90;
    private static final double COLD = 0.98;

    private final SplittableRandom random;
    private final String what;
    private final List<String> known;
    private final List<String> never;
    private final double[] zipf = new double[HOT];

    Requests(String what, Path samples, long seed) throws IOException {
        this.what = what;
        this.random = new SplittableRandom(seed);
        boolean mix = what.startsWith("mix");
        this.known =
                what.equals("noop") ? List.of() : Files.readAllLines(samples.resolve((mix ? "known" : what) + ".txt"));
        this.never =
                mix ? Files.readAllLines(samples.resolve(what.equals("mix") ? "never.txt" : "alone.txt")) : List.of();
        double sum = 0;
        for (int rank = 0; rank < HOT; rank++) {
            sum += 1.0 / (rank + 1);
            zipf[rank] = sum;
        }
    }

    /** The next request's bytes. */
    ByteBuffer next() {
        return ByteBuffer.wrap(("GET " + path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(US_ASCII));
    }

    private String path() {
        return switch (what) {
            case "noop" -> "/bench/noop";
            case "mix", "mix-alone" -> "/v1/numbers/" + mixed();
            default -> "/v1/numbers/" + any(known);
        };
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
