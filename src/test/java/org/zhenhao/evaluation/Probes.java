package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.evaluation.Line.Role;
import org.zhenhao.score.Level;

/** Asks on the way: how many calls a new bad number makes until people are warned, and how long victims of attacks stay flagged. */
final class Probes {
    private static final int[] CALLS = {0, 5, 10, 20, 40, 60, 80, 100, 144, 200, 300, 400, 600, 1000};
    private static final double FIRST = 60;
    private static final double LAST = 110;

    private record Probe(double day, Line line, int calls, String attack) {}

    private final Contender contender;
    private final List<Probe> probes = new ArrayList<>();
    private final Map<Line, Integer> detected = new HashMap<>();
    private final List<Line> fresh = new ArrayList<>();
    private final Map<String, double[]> shares = new LinkedHashMap<>();
    private int next;

    Probes(SimulatedWorld world, Contender contender) {
        this.contender = contender;
        for (Line line : world.lines) {
            boolean newBad = line.role() == Role.COLLECTOR
                    || line.role() == Role.FRAUD
                    || line.role() == Role.TELEMARKETER
                    || line.role() == Role.SPAMMER;
            if (newBad && line.from() >= FIRST && line.from() <= LAST) {
                fresh.add(line);
                for (int calls : CALLS) {
                    double day = line.from() + calls / line.callsPerDay();
                    if (day <= line.to()) {
                        probes.add(new Probe(day, line, calls, ""));
                    }
                }
            }
        }
        for (int day = 71; day <= 125; day++) {
            daily(day, 70, "sybil_smear", world.attacks.smeared);
            daily(day, 75, "slow_drip", world.attacks.dripped);
            daily(day, 66, "replay", world.attacks.replayed);
            daily(day, 60, "whitewash", world.attacks.whitewashed);
        }
        probes.sort(Comparator.comparingDouble(Probe::day));
    }

    private void daily(int day, int from, String attack, List<Line> targets) {
        if (day >= from) {
            targets.forEach(line -> probes.add(new Probe(day, line, 0, attack)));
        }
    }

    void until(double day) {
        while (next < probes.size() && probes.get(next).day <= day) {
            ask(probes.get(next++));
        }
    }

    private void ask(Probe probe) {
        if (probe.attack.isEmpty() && detected.containsKey(probe.line)) {
            return;
        }
        Level level = contender
                .ask(probe.line.number(), probe.line.kind(), SimulatedWorld.time(probe.day))
                .level();
        boolean flagged = level.compareTo(Level.ELEVATED) >= 0;
        if (!probe.attack.isEmpty()) {
            count(probe.attack + "_days_flagged", flagged);
            count(probe.attack + "_days_high", level == Level.HIGH);
        } else if (flagged) {
            detected.put(probe.line, probe.calls);
        }
    }

    private void count(String name, boolean hit) {
        double[] share = shares.computeIfAbsent(name, key -> new double[2]);
        share[0] += hit ? 1 : 0;
        share[1]++;
    }

    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        double[] calls = fresh.stream()
                .mapToDouble(line -> detected.containsKey(line) ? detected.get(line) : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        figures.put("calls_to_flag", calls[calls.length / 2]);
        for (int most : new int[] {0, 144, 400}) {
            figures.put(
                    "flagged_by_call_" + most,
                    Arrays.stream(calls).filter(count -> count <= most).count() / (double) calls.length);
        }
        shares.forEach((name, share) -> figures.put(name, share[0] / share[1]));
        return figures;
    }
}
