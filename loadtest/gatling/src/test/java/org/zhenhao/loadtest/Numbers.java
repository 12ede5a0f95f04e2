package org.zhenhao.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Feeders of numbers, from the samples that the generator wrote. */
final class Numbers {
    private static final int HOT = 1_000;
    private static final double NEVER = 0.90;
    private static final double COLD = 0.98;

    private Numbers() {}

    /** 90 % never reported, 8 % known and hot by Zipf's law, 2 % known and cold. */
    static Iterator<Map<String, Object>> mix() {
        List<String> known = read("known");
        List<String> never = read("never");
        double[] zipf = zipf();
        return feeder(() -> {
            double u = ThreadLocalRandom.current().nextDouble();
            return u < NEVER ? any(never) : u < COLD ? known.get(rank(zipf)) : any(known);
        });
    }

    /**
     * Known numbers, one after the other: none comes twice before all have come.
     *
     * @param from where in the list to begin, 0 to 1
     */
    static Iterator<Map<String, Object>> cold(double from) {
        List<String> known = read("known");
        Iterator<String> endless = Stream.iterate((int) (from * known.size()), i -> (i + 1) % known.size())
                .map(known::get)
                .iterator();
        return feeder(endless::next);
    }

    private static Iterator<Map<String, Object>> feeder(Supplier<String> number) {
        return Stream.generate(() -> Map.<String, Object>of("number", number.get())).iterator();
    }

    private static List<String> read(String name) {
        try {
            return Files.readAllLines(Path.of(System.getProperty("samples"), name + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String any(List<String> numbers) {
        return numbers.get(ThreadLocalRandom.current().nextInt(numbers.size()));
    }

    private static double[] zipf() {
        double[] sums = new double[HOT];
        double sum = 0;
        for (int rank = 0; rank < HOT; rank++) {
            sum += 1.0 / (rank + 1);
            sums[rank] = sum;
        }
        return sums;
    }

    private static int rank(double[] zipf) {
        int place = java.util.Arrays.binarySearch(zipf, ThreadLocalRandom.current().nextDouble() * zipf[HOT - 1]);
        return place < 0 ? Math.min(HOT - 1, -1 - place) : place;
    }
}
