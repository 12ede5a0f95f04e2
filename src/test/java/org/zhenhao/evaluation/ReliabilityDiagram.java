package org.zhenhao.evaluation;

import java.util.Locale;

/** Draws how often calls of each score were unwanted; on the diagonal, the score is a probability. */
final class ReliabilityDiagram {
    private static final int SIZE = 400;
    private static final int MARGIN = 50;

    private ReliabilityDiagram() {}

    static String svg(Figures figures) {
        StringBuilder out = new StringBuilder();
        int whole = SIZE + 2 * MARGIN;
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                whole,
                whole));
        out.append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", whole, whole));
        for (int tick = 0; tick <= 10; tick += 2) {
            double at = tick / 10.0;
            out.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#dddddd\"/><line x1=\"%d\" y1=\"%.1f\" x2=\"%d\""
                            + " y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                    x(at),
                    MARGIN,
                    x(at),
                    MARGIN + SIZE,
                    MARGIN,
                    y(at),
                    MARGIN + SIZE,
                    y(at)));
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text><text x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%.1f</text>%n",
                    x(at),
                    MARGIN + SIZE + 18,
                    at,
                    MARGIN - 8,
                    y(at) + 4,
                    at));
        }
        out.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#888888\" stroke-dasharray=\"4 4\"/>%n",
                x(0),
                y(0),
                x(1),
                y(1)));
        StringBuilder path = new StringBuilder();
        for (double[] bin : figures.bins()) {
            if (bin[0] == 0) {
                continue;
            }
            double said = bin[1] / bin[0];
            double came = bin[2] / bin[0];
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.length() == 0 ? "M" : " L", x(said), y(came)));
            out.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#1f6feb\" fill-opacity=\"0.7\"><title>%.0f calls</title></circle>%n",
                    x(said),
                    y(came),
                    2 + 10 * Math.sqrt(bin[0] / figures.size()),
                    bin[0]));
        }
        out.append("<path d=\"").append(path).append("\" fill=\"none\" stroke=\"#1f6feb\"/>\n");
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">score</text><text x=\"14\" y=\"%d\" text-anchor=\"middle\""
                        + " transform=\"rotate(-90 14 %d)\">share of unwanted calls</text>%n</svg>%n",
                whole / 2,
                whole - 12,
                whole / 2,
                whole / 2));
        return out.toString();
    }

    private static double x(double share) {
        return MARGIN + share * SIZE;
    }

    private static double y(double share) {
        return MARGIN + (1 - share) * SIZE;
    }
}
