package org.zhenhao.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.score.Policy;

/**
 * Runs the whole evaluation and writes its report: {@code ./mvnw -Pevaluation verify}.
 *
 * <p>System properties: {@code zhenhao.seeds} (default 101 to 105), {@code zhenhao.scale} (default 0.2),
 * {@code zhenhao.ftc} (a file of the FTC's complaints; without it that part is left out), {@code zhenhao.evaluation.out}
 * (default {@code loadtest/evaluation}).
 */
public final class Evaluation {
    private static final double[] SPLITS = {0.45, 0.6, 0.78};
    private static final String NEVER = "1000000";

    private static final Map<String, Map<String, String>> ABLATIONS = new LinkedHashMap<>();

    static {
        ABLATIONS.put(
                "without block",
                Map.of(
                        "block.weight-1", NEVER,
                        "block.weight-2", NEVER,
                        "block.weight-3", NEVER,
                        "block.weight-4", NEVER,
                        "block.quality-weight", "1000",
                        "prior.block-strength", "0"));
        ABLATIONS.put(
                "without trust",
                Map.of(
                        "judgement.least-evidence", "100",
                        "reporter.prior-agreements", "3.5",
                        "reporter.prior-disagreements", "1",
                        "reporter.established-from", "0",
                        "guard.partners", "1000"));
        Map<String, String> noDecay = new LinkedHashMap<>();
        Policy.standard().toMap().keySet().stream()
                .filter(name -> name.startsWith("half-life.") && !name.endsWith("hours") && !name.endsWith("surge"))
                .forEach(name -> noDecay.put(name, "36500"));
        ABLATIONS.put("without decay", noDecay);
        ABLATIONS.put(
                "without saturation",
                Map.of(
                        "weight.network-halvings", "0",
                        "weight.burst-free", NEVER,
                        "cap.bad", "1000",
                        "cap.good", "1000",
                        "cap.new-reporters", "1000",
                        "cap.new-reporters-good", "1000"));
    }

    private final List<Long> seeds;
    private final double scale;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Tables> contenders = new LinkedHashMap<>();
    private final List<Figures.Scored> scored = new ArrayList<>();

    private Evaluation(List<Long> seeds, double scale) {
        this.seeds = seeds;
        this.scale = scale;
    }

    public static void main(String[] arguments) throws IOException {
        List<Long> seeds = Arrays.stream(System.getProperty("zhenhao.seeds", "101,102,103,104,105")
                        .split(","))
                .map(Long::valueOf)
                .toList();
        double scale = Double.parseDouble(System.getProperty("zhenhao.scale", "0.2"));
        Path folder = Path.of(System.getProperty("zhenhao.evaluation.out", "loadtest/evaluation"));
        String complaints = System.getProperty("zhenhao.ftc", "");
        Evaluation evaluation = new Evaluation(seeds, scale);
        evaluation.simulate();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("reliability.svg"), ReliabilityDiagram.svg(new Figures(evaluation.scored)));
        evaluation.write();
        if (!complaints.isBlank()) {
            evaluation.split(ComplaintFile.read(Path.of(complaints)));
        }
        Files.writeString(folder.resolve("report.md"), evaluation.out);
    }

    private void simulate() {
        for (long seed : seeds) {
            SimulatedWorld world = new SimulatedWorld(seed, scale);
            Trial full = trial(world, new Zhenhao("zhenhao", Map.of(), world::official), seed);
            scored.addAll(full.scored());
            for (Baseline baseline : Baseline.values()) {
                trial(world, baseline.contender(), seed);
            }
            ABLATIONS.forEach((name, overrides) -> trial(world, new Zhenhao(name, overrides, world::official), seed));
        }
    }

    private Trial trial(SimulatedWorld world, Contender contender, long seed) {
        Trial trial = new Trial(world, contender, seed);
        trial.run();
        contenders.computeIfAbsent(contender.name(), key -> new Tables()).add(trial.figures());
        return trial;
    }

    private void write() {
        Tables full = contenders.getOrDefault("zhenhao", new Tables());
        out.append("# Evaluation of the scoring model\n\n");
        out.append("Made by `./mvnw -Pevaluation verify -Dzhenhao.seeds=")
                .append(String.join(",", seeds.stream().map(String::valueOf).toList()))
                .append(" -Dzhenhao.scale=")
                .append(scale)
                .append(" -Dzhenhao.ftc=…`, model ")
                .append(Policy.standard().version())
                .append(
                        ". Means over the seeds, with the least and the most in brackets. The defaults were chosen on seeds 1 to 14; figures for other seeds are"
                                + " for worlds that nothing was fitted to.\n\n");
        out.append(
                        "## Simulated worlds\n\nReports up to the cut are told; the calls of the seven days after it are scored as")
                .append(" at the cut. `bad` and `good` are the caller's nature, `warned` means level elevated or high.")
                .append(
                        " The worlds are invented: base rates, report rates and errors are guesses, and differ by seed.\n\n")
                .append(full.requirements());
        out.append(
                        "\n### Time to detect\n\nOf bad numbers that begin to call between days 60 and 110: calls until people are warned,")
                .append(" and the share for which they are by then.\n\n")
                .append(full.list("calls_to_flag", "flagged_by_call_0", "flagged_by_call_144", "flagged_by_call_400"));
        out.append(
                        "\n### Damage of attacks\n\nShare of the victims' days on which they were flagged (for the whitewash: on which bad")
                .append(" numbers stayed flagged), and accounts quarantined by day 120.\n\n")
                .append(full.list(
                        "sybil_smear_days_flagged",
                        "sybil_smear_days_high",
                        "whitewash_days_flagged",
                        "slow_drip_days_flagged",
                        "slow_drip_days_high",
                        "replay_days_flagged",
                        "fakes_quarantined@120",
                        "honest_quarantined@120",
                        "honest_collector_warned@120"));
        compare();
        Figures all = new Figures(scored);
        out.append("\n### Calibration\n\nAll ")
                .append(all.size())
                .append(" scored calls: Brier score ")
                .append(Tables.three(all.brier()))
                .append(", expected calibration error ")
                .append(Tables.three(all.calibrationError()))
                .append(".\n\n![Reliability diagram](reliability.svg)\n");
    }

    private void compare() {
        List<String> figures = List.of(
                "auc",
                "prauc",
                "tpr_at_half_percent_fpr",
                "precision_at_half_percent_fpr",
                "brier",
                "ece",
                "unseen_auc",
                "warned_bad",
                "warned_good",
                "high_bad",
                "high_good",
                "flagged_by_call_0",
                "flagged_by_call_144",
                "neighbour_warned",
                "official_accused",
                "sybil_official_warned",
                "sybil_smear_warned",
                "whitewash_warned",
                "slow_drip_warned",
                "slow_drip_days_flagged",
                "replay_warned",
                "recycled_warned",
                "control_warned");
        Map<String, Tables> baselines = new LinkedHashMap<>(contenders);
        baselines.keySet().removeAll(ABLATIONS.keySet());
        Map<String, Tables> ablations = new LinkedHashMap<>(contenders);
        Arrays.stream(Baseline.values())
                .forEach(baseline -> ablations.remove(baseline.contender().name()));
        out.append(
                        "\n### Against simple rules\n\nMeans over seeds and cuts. Brier score and calibration error of the simple rules are")
                .append(" taken after an isotonic fit on day 55; ours are as they come.\n\n")
                .append(Tables.beside(baselines, figures));
        out.append("\n### Without parts of the model\n\n").append(Tables.beside(ablations, figures));
    }

    private void split(ComplaintFile file) {
        Map<String, Tables> days = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (double split : SPLITS) {
            int cut = (int) (file.firstDay + split * (file.lastDay - file.firstDay));
            Tables tables = new Tables();
            Map<String, Double> figures = new TimeSplit(file, Policy.standard(), cut).run();
            tables.add(figures);
            names = new ArrayList<>(figures.keySet());
            days.put(LocalDate.ofEpochDay(cut).toString(), tables);
        }
        out.append(
                        "\n## Real complaints\n\nThe FTC's Do-Not-Call complaints, cut at a day. AUC of ranking the numbers complained about in")
                .append(
                        " the 28 days before it by who is complained about again; and of numbers never complained about")
                .append(
                        " before, against random ones of the same area code or exchange, where a count knows nothing (0.5).")
                .append(" The data has no reporters, so trust, networks and the guard are idle here. The")
                .append(
                        " half-life of telemarketing and the scale of block members were chosen on the months of February to July 2020, so")
                .append(" that figures for these are not a test of them.\n\n")
                .append(Tables.beside(days, names));
    }
}
