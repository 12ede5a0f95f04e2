package org.zhenhao.evaluation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Level;
import org.zhenhao.trust.Statement;

/** The simple rules that others use. Each takes every report at its word. */
enum Baseline {
    /** Reports that say unwanted. */
    COUNT("plain count") {
        @Override
        double score(Votes votes, Ranges ranges, long now) {
            return votes.bad;
        }

        @Override
        double threshold() {
            return 3;
        }
    },
    /** One vote a report, and ranges with enough bad members, as PhoneBlock counts them. */
    VOTES("vote threshold") {
        @Override
        double score(Votes votes, Ranges ranges, long now) {
            int net = votes.bad - votes.good;
            boolean range = ranges.tens >= 4 || ranges.hundreds >= 8;
            return Math.max(net, range && net > -1 ? 4 : 0) + 1e-3 * ranges.hundreds;
        }

        @Override
        double threshold() {
            return 4;
        }
    },
    /** Lower bound of the share of bad reports, z = 1.96 (Wilson 1927). */
    WILSON("Wilson bound") {
        @Override
        double score(Votes votes, Ranges ranges, long now) {
            double n = votes.bad + votes.good;
            if (n == 0) {
                return 0;
            }
            double z = 1.96;
            double p = votes.bad / n;
            double root = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
            return (p + z * z / (2 * n) - root) / (1 + z * z / n);
        }

        @Override
        double threshold() {
            return 0.5;
        }
    },
    /** Mean of a Beta distribution with a uniform prior, decayed with a half-life of 30 days. */
    BETA("plain Beta") {
        @Override
        double score(Votes votes, Ranges ranges, long now) {
            double left = Math.pow(2, -(now - votes.at) / (30 * SimulatedWorld.DAY));
            return (votes.decayedBad * left + 1) / ((votes.decayedBad + votes.decayedGood) * left + 2);
        }

        @Override
        double threshold() {
            return 0.8;
        }
    };

    private final String label;

    Baseline(String label) {
        this.label = label;
    }

    abstract double score(Votes votes, Ranges ranges, long now);

    abstract double threshold();

    Contender contender() {
        return new Rule(this);
    }

    private static final class Votes {
        private int bad;
        private int good;
        private double decayedBad;
        private double decayedGood;
        private long at;
    }

    private record Ranges(int tens, int hundreds) {}

    private static final class Rule implements Contender {
        private static final Votes NONE = new Votes();
        private final Baseline baseline;
        private final Map<String, Votes> numbers = new HashMap<>();
        private final Map<String, Set<String>> ranges = new HashMap<>();

        Rule(Baseline baseline) {
            this.baseline = baseline;
        }

        @Override
        public String name() {
            return baseline.label;
        }

        @Override
        public void hear(Statement statement) {
            Votes votes = numbers.computeIfAbsent(statement.number(), key -> new Votes());
            double left = Math.pow(2, -Math.max(0, statement.at() - votes.at) / (30 * SimulatedWorld.DAY));
            votes.decayedBad *= left;
            votes.decayedGood *= left;
            votes.at = Math.max(votes.at, statement.at());
            if (statement.category().negative()) {
                votes.bad++;
                votes.decayedBad++;
            } else {
                votes.good++;
                votes.decayedGood++;
            }
            if (baseline == VOTES && votes.bad - votes.good == 2) {
                Blocks blocks = Blocks.of(statement.number(), statement.kind());
                if (blocks != null) {
                    for (int level = 1; level <= Math.min(2, blocks.dropped()); level++) {
                        ranges.computeIfAbsent(blocks.prefix(level) + '/' + level, key -> new HashSet<>())
                                .add(statement.number());
                    }
                }
            }
        }

        @Override
        public Opinion ask(String number, NumberKind kind, long now) {
            double score = baseline.score(numbers.getOrDefault(number, NONE), ranges(number, kind), now);
            return new Opinion(score, score >= baseline.threshold() ? Level.ELEVATED : Level.LOW);
        }

        private Ranges ranges(String number, NumberKind kind) {
            Blocks blocks = baseline == VOTES ? Blocks.of(number, kind) : null;
            return blocks == null ? new Ranges(0, 0) : new Ranges(members(blocks, 1), members(blocks, 2));
        }

        private int members(Blocks blocks, int level) {
            return blocks.dropped() < level
                    ? 0
                    : ranges.getOrDefault(blocks.prefix(level) + '/' + level, Set.of())
                            .size();
        }
    }
}
