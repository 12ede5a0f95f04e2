package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.evaluation.Line.Role;
import org.zhenhao.score.Level;

/** One contender in one world: tells it the reports up to each cut, and compares what it says with the seven days that follow. */
final class Trial {
    static final int[] CUTS = {71, 100, 120};
    private static final int FITTED_ON = 55;
    private static final int AHEAD = 7;
    private static final double SAMPLED = 0.014;

    private final SimulatedWorld world;
    private final Contender contender;
    private final long seed;
    private final Set<String> reported = new HashSet<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<Figures.Scored> all = new ArrayList<>();
    private @Nullable Isotonic calibration;

    Trial(SimulatedWorld world, Contender contender, long seed) {
        this.world = world;
        this.contender = contender;
        this.seed = seed;
    }

    /** Figures by name, each with its cut: {@code auc@71}. */
    Map<String, Double> figures() {
        return figures;
    }

    /** All scored calls of all cuts. */
    List<Figures.Scored> scored() {
        return all;
    }

    void run() {
        Probes probes = new Probes(world, contender);
        Set<Long> heard = new HashSet<>();
        int cut = 0;
        boolean fitted = contender instanceof Zhenhao;
        for (SimulatedWorld.Told told : world.told) {
            if (!fitted && told.arrival() >= FITTED_ON) {
                calibration = new Isotonic(sample(FITTED_ON, new Cut()));
                fitted = true;
            }
            probes.until(told.arrival());
            while (cut < CUTS.length && told.arrival() >= CUTS[cut]) {
                judge(CUTS[cut++]);
            }
            if (heard.add(told.statement().order())) {
                contender.hear(told.statement());
                reported.add(told.statement().number());
            }
        }
        while (cut < CUTS.length) {
            judge(CUTS[cut++]);
        }
        probes.until(SimulatedWorld.DAYS);
        figures.putAll(probes.figures());
    }

    /** What is counted at a cut. */
    private final class Cut {
        private final Map<String, double[]> shares = new LinkedHashMap<>();
        private final Map<String, Contender.Opinion> said = new HashMap<>();
        private final List<Figures.Scored> unseen = new ArrayList<>();

        void count(String name, boolean hit, double weight) {
            double[] share = shares.computeIfAbsent(name, key -> new double[2]);
            share[0] += hit ? weight : 0;
            share[1] += weight;
        }

        Contender.Opinion ask(Line line, int day) {
            return said.computeIfAbsent(
                    line.number(), number -> contender.ask(number, line.kind(), SimulatedWorld.time(day)));
        }
    }

    private List<Figures.Scored> sample(int day, Cut cut) {
        Dice dice = new Dice(seed * 31 + day);
        List<Figures.Scored> scored = new ArrayList<>();
        for (Line line : world.lines) {
            int calls = dice.poisson(line.calls(day, day + AHEAD) * SAMPLED);
            if (calls == 0) {
                continue;
            }
            Contender.Opinion opinion = cut.ask(line, day);
            boolean warned = opinion.level().compareTo(Level.ELEVATED) >= 0;
            boolean high = opinion.level() == Level.HIGH;
            String nature = line.role().bad ? "bad" : "good";
            cut.count("warned_" + nature, warned, calls);
            cut.count("high_" + nature, high, calls);
            if (high) {
                cut.count("high_precision", line.role().bad, calls);
            }
            for (int i = 0; i < calls; i++) {
                Figures.Scored one = new Figures.Scored(opinion.score(), line.role().bad, dice.chance(line.unwanted()));
                scored.add(one);
                if (!reported.contains(line.number())) {
                    cut.unseen.add(one);
                }
            }
        }
        return scored;
    }

    private void judge(int day) {
        Cut cut = new Cut();
        List<Figures.Scored> scored = sample(day, cut);
        all.addAll(scored);
        Figures ranking = new Figures(scored);
        Figures calibrated = calibration == null
                ? ranking
                : new Figures(scored.stream().map(calibration::calibrate).toList());
        put("auc", day, ranking.auc());
        put("prauc", day, ranking.precisionRecallArea());
        put("tpr_at_half_percent_fpr", day, ranking.recallAt(0.005));
        put("precision_at_half_percent_fpr", day, ranking.precisionAt(0.005));
        put("brier", day, calibrated.brier());
        put("ece", day, calibrated.calibrationError());
        put("unseen_auc", day, new Figures(cut.unseen).auc());
        lines(day, cut);
        attacks(day, cut);
        cut.shares.forEach((name, share) -> put(name, day, share[0] / share[1]));
    }

    private void lines(int day, Cut cut) {
        for (Line line : world.lines) {
            if (!line.activeIn(day, day + AHEAD)) {
                continue;
            }
            Level level = cut.ask(line, day).level();
            boolean warned = level.compareTo(Level.ELEVATED) >= 0;
            switch (line.role()) {
                case COLLECTOR -> {
                    if (!reported.contains(line.number())) {
                        cut.count("unseen_collector_warned", warned, 1);
                        cut.count("unseen_collector_high", level == Level.HIGH, 1);
                    }
                }
                case NEIGHBOUR -> {
                    cut.count("neighbour_warned", warned, 1);
                    cut.count("neighbour_high", level == Level.HIGH, 1);
                }
                case HONEST_COLLECTOR -> cut.count("honest_collector_warned", warned, 1);
                case OFFICIAL -> {
                    cut.count("official_accused", warned, 1);
                    boolean forged = world.lines.stream()
                            .anyMatch(other -> other.role() == Role.FORGER
                                    && other.number().equals(line.number())
                                    && other.activeIn(day - 10, day + AHEAD));
                    if (contender instanceof Zhenhao model && !forged && line != world.attacks.bank) {
                        boolean verify = model.assess(line.number(), line.kind(), SimulatedWorld.time(day))
                                .spoofSuspected();
                        cut.count("official_verify", verify, 1);
                    }
                }
                default -> {}
            }
        }
    }

    private void attacks(int day, Cut cut) {
        Attacks attacks = world.attacks;
        hit("sybil_official", List.of(attacks.bank), day, cut);
        hit("sybil_smear", attacks.smeared, day, cut);
        hit("whitewash", attacks.whitewashed, day, cut);
        hit("replay", attacks.replayed, day, cut);
        hit("control", attacks.control, day, cut);
        if (day >= 100) {
            hit("slow_drip", attacks.dripped, day, cut);
            hit("recycled", attacks.recycled, day, cut);
            for (Line line : contender instanceof Zhenhao ? attacks.stuffed : List.<Line>of()) {
                cut.count("stuffing_top_category_right", stuffing(line, day), 1);
            }
        }
        if (contender instanceof Zhenhao model) {
            Set<Long> caught = model.shelf.quarantined().keySet();
            double fakes = caught.stream().filter(attacks.fakes::contains).count();
            put("fakes_quarantined", day, fakes / attacks.fakes.size());
            put("honest_quarantined", day, caught.size() - fakes);
        }
    }

    private boolean stuffing(Line line, int day) {
        return contender instanceof Zhenhao model
                && model.assess(line.number(), line.kind(), SimulatedWorld.time(day))
                                .category()
                        == line.category();
    }

    private void hit(String attack, List<Line> targets, int day, Cut cut) {
        for (Line line : targets) {
            Level level = cut.ask(line, day).level();
            cut.count(attack + "_warned", level.compareTo(Level.ELEVATED) >= 0, 1);
            cut.count(attack + "_high", level == Level.HIGH, 1);
        }
    }

    private void put(String name, int day, double value) {
        figures.put(name + '@' + day, value);
    }
}
