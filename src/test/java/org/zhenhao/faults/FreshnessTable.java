package org.zhenhao.faults;

import java.io.IOException;
import java.nio.file.Files;

/** Measures how soon replicas see what another has acknowledged. Argument: how many reports. */
final class FreshnessTable {
    private static final int WARM = 50;

    private FreshnessTable() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        try (Replicas replicas = new Replicas(Files.createTempDirectory("freshness"), 3)) {
            while (replicas.size() > 1) {
                String number = "1310000000" + replicas.size();
                replicas.freshness(number, 0, WARM);
                System.out.println(line(
                        replicas,
                        replicas.freshness(number, WARM, rounds).stream()
                                .mapToDouble(Double::doubleValue)
                                .sorted()
                                .toArray()));
                replicas.drop();
            }
        }
        System.exit(0);
    }

    /** One line of the result, from sorted times. */
    static String line(Replicas replicas, double[] times) {
        return "%d replicas: acknowledged by one to seen at another, %d times: p50 %.0f ms, p99 %.0f ms, most %.0f ms"
                .formatted(
                        replicas.size(),
                        times.length,
                        times[times.length / 2],
                        percentile(times, 0.99),
                        times[times.length - 1]);
    }

    static double percentile(double[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }
}
