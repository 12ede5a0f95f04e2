package org.zhenhao.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a fault did.
 *
 * @param samples requests that were due while it lasted
 * @param after requests that were due from its end until all was normal
 * @param answered how many lookups each tier answered from its beginning until all was normal
 * @param normalAfter milliseconds from its end until all was normal
 */
record Outcome(Fault fault, List<Sample> samples, List<Sample> after, Map<String, Long> answered, double normalAfter) {
    /** Runs a fault for a while under load, and waits until all is normal again. */
    static Outcome of(Fault fault, FaultRig rig, SteadyLoad load, long lastsMillis) throws InterruptedException {
        Map<String, Long> before = tiers(rig);
        long began = System.nanoTime();
        fault.begin(rig);
        Thread.sleep(lastsMillis);
        long ended = System.nanoTime();
        fault.end(rig);
        long healed = System.nanoTime();
        while (!rig.normal()) {
            if (System.nanoTime() - healed > 60_000_000_000L) {
                throw new AssertionError(fault + ": not normal after a minute: " + rig.metrics());
            }
            Thread.sleep(5);
        }
        long normal = System.nanoTime();
        Map<String, Long> answered = tiers(rig);
        before.forEach((tier, count) -> answered.merge(tier, -count, Long::sum));
        awaitAnswers(load, began, normal);
        rig.warm();
        return new Outcome(
                fault, load.between(began, ended), load.between(ended, normal), answered, (normal - healed) / 1e6);
    }

    /** Waits until what was due in a time has ended. */
    private static void awaitAnswers(SteadyLoad load, long from, long to) throws InterruptedException {
        long expected = -1;
        // Whoever is late is late by the service's longest budget at most.
        for (int i = 0; i < 300 && expected != load.between(from, to).size(); i++) {
            expected = load.between(from, to).size();
            Thread.sleep(load.open() > 5 ? 100 : 20);
        }
    }

    private static Map<String, Long> tiers(FaultRig rig) {
        Map<String, Long> tiers = new TreeMap<>();
        rig.metrics().forEach((name, value) -> {
            if (name.startsWith("zhenhao_lookups_total{")) {
                String tier = name.replaceAll(".*tier=\"([^\"]*)\".*", "$1");
                tiers.merge(tier, Math.round(value), Long::sum);
            }
        });
        return tiers;
    }

    long count(Predicate<Sample> which) {
        return samples.stream().filter(which).count()
                + after.stream().filter(which).count();
    }

    /** Answers that were not the truth. */
    long wrong() {
        return count(sample -> !sample.right());
    }

    /** A percentile of the time of lookups while the fault lasted, milliseconds. */
    double percentile(double share) {
        double[] times = samples.stream()
                .filter(Sample::lookup)
                .mapToDouble(Sample::millis)
                .sorted()
                .toArray();
        return times.length == 0 ? 0 : times[(int) Math.min(times.length - 1, Math.floor(times.length * share))];
    }

    /** Who answered, in percent. */
    String who() {
        long all = Math.max(
                1, answered.values().stream().mapToLong(Long::longValue).sum());
        List<String> parts = answered.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> "%s %.0f %%".formatted(entry.getKey(), 100.0 * entry.getValue() / all))
                .toList();
        return String.join(", ", parts);
    }
}
