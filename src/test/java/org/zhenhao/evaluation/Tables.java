package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures of several seeds, and the tables made of them. */
final class Tables {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(Map<String, Double> figures) {
        figures.forEach((name, value) ->
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(value));
    }

    double mean(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** Mean of a figure over the cuts. */
    double overCuts(String figure) {
        return Arrays.stream(Trial.CUTS)
                .mapToDouble(cut -> mean(figure + '@' + cut))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    String cell(String name) {
        List<Double> all = values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isNaN())
                .sorted()
                .toList();
        return all.isEmpty()
                ? "–"
                : three(mean(name)) + " (" + three(all.get(0)) + "…" + three(all.get(all.size() - 1)) + ")";
    }

    /** The figures that have bounds, and whether they keep them. */
    String requirements() {
        StringBuilder out = new StringBuilder(
                "| figure | required | day 71 | day 100 | day 120 | mean keeps it | seeds that keep it |\n|---|---|---|---|---|---|---|\n");
        for (Requirement requirement : Requirement.ALL) {
            boolean mean = true;
            int kept = 0;
            int asked = 0;
            StringBuilder cells = new StringBuilder();
            for (int cut : Trial.CUTS) {
                String name = requirement.figure() + '@' + cut;
                cells.append(" | ").append(cell(name));
                if (values.containsKey(name) && !Double.isNaN(requirement.bound(cut))) {
                    mean &= requirement.keeps(cut, mean(name));
                    for (double value : values.get(name)) {
                        kept += Double.isNaN(value) || requirement.keeps(cut, value) ? 1 : 0;
                        asked++;
                    }
                }
            }
            out.append("| ").append(requirement.figure()).append(" | ").append(requirement.text());
            out.append(cells).append(" | ").append(mean ? "yes" : "**no**");
            out.append(" | ").append(kept).append(" of ").append(asked).append(" |\n");
        }
        return out.toString();
    }

    /** Figures by name, without bounds. */
    String list(String... names) {
        StringBuilder out = new StringBuilder("| figure | mean (least…most) |\n|---|---|\n");
        for (String name : names) {
            out.append("| ").append(name).append(" | ").append(cell(name)).append(" |\n");
        }
        return out.toString();
    }

    /** Several contenders beside each other, each figure's mean over seeds and cuts. */
    static String beside(Map<String, Tables> contenders, List<String> figures) {
        StringBuilder out = new StringBuilder("| figure |");
        contenders.keySet().forEach(name -> out.append(' ').append(name).append(" |"));
        out.append("\n|---|").append("---|".repeat(contenders.size())).append('\n');
        for (String figure : figures) {
            out.append("| ").append(figure).append(" |");
            for (Tables tables : contenders.values()) {
                double value = tables.values.containsKey(figure) ? tables.mean(figure) : tables.overCuts(figure);
                out.append(' ').append(Double.isNaN(value) ? "–" : three(value)).append(" |");
            }
            out.append('\n');
        }
        return out.toString();
    }

    static String three(double value) {
        return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.3f", value);
    }

    static String plain(double value) {
        return value == 0 ? "0" : Double.toString(value);
    }
}
