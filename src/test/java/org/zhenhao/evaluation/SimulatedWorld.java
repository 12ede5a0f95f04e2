package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.zhenhao.evaluation.Line.Role;
import org.zhenhao.score.Category;
import org.zhenhao.trust.Statement;

/** A country of callers, a crowd that reports some of their calls, and attackers who lie, over 127 days; all of it follows from a seed. */
final class SimulatedWorld {
    static final double DAYS = 127;
    static final long START = 1_767_225_600L;
    static final double DAY = 86_400;
    private static final double REPORTS_OF_UNWANTED_CALLS = 0.012;
    private static final double REPORTS_OF_UNWANTED_TEXTS = 0.006;
    private static final double REPORTS_OF_OTHERS = 0.0018;

    final List<Line> lines;
    final List<Told> told = new ArrayList<>();
    final Attacks attacks;
    private final Dice dice;
    private final Crowd crowd;
    private final Set<String> officials = new HashSet<>();

    /** A statement and the time of its arrival; the same statement may arrive more than once. */
    record Told(Statement statement, double arrival) {}

    SimulatedWorld(long seed, double scale) {
        dice = new Dice(seed);
        lines = new Population(dice, scale).lines;
        crowd = new Crowd(dice, (int) (50_000 * scale), DAYS);
        for (Line line : lines) {
            if (line.role() == Role.OFFICIAL) {
                officials.add(line.number());
            }
            report(line);
        }
        attacks = new Attacks(this, dice, crowd);
        attacks.run();
        told.sort(Comparator.comparingDouble(Told::arrival)
                .thenComparingLong(one -> one.statement().order()));
    }

    boolean official(String number) {
        return officials.contains(number);
    }

    static long time(double day) {
        return START + (long) (day * DAY);
    }

    private void report(Line line) {
        double calls = line.calls(0, DAYS);
        double rate = line.sms() ? REPORTS_OF_UNWANTED_TEXTS : REPORTS_OF_UNWANTED_CALLS;
        report(line, true, dice.poisson(calls * line.unwanted() * rate));
        report(line, false, dice.poisson(calls * (1 - line.unwanted()) * REPORTS_OF_OTHERS));
    }

    private void report(Line line, boolean unwanted, int count) {
        for (int i = 0; i < count; i++) {
            double day = Math.floor(dice.between(line.from(), line.to())) + dice.between(8.0, 21.0) / 24;
            day = Math.min(Math.max(day, line.from()), line.to());
            int who = crowd.anybody(day);
            double lag = dice.chance(0.1) ? dice.between(0.0, 2.0) : dice.between(0.0, 0.02);
            tell(
                    line,
                    crowd.pseudonym(who),
                    crowd.networkOf(who),
                    crowd.says(who, unwanted, line.category()),
                    day,
                    lag);
        }
    }

    /** Adds a statement; answers it, so that it can be repeated. */
    Told tell(Line line, long reporter, long network, Category category, double day, double lag) {
        Statement statement =
                new Statement(dice.bits(), line.number(), line.kind(), reporter, network, category, time(day));
        Told one = new Told(statement, day + lag);
        told.add(one);
        return one;
    }
}
