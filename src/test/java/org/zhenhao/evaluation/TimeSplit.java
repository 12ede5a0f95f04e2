package org.zhenhao.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/**
 * Real complaints, cut at a day: what is said of numbers with the complaints before it, against who is complained about after it.
 *
 * <p>"Again" ranks the numbers of the last 28 days. "New" ranks numbers nobody had complained about, against made-up numbers of
 * the same area code or exchange; these stand for the numbers that nobody complains about, of which the data knows none.
 */
final class TimeSplit {
    private static final int RECENT = 28;
    private static final int DAY = 86_400;
    private static final int NOON = DAY / 2;
    private static final int[] HALF_LIVES = {7, 14, 30, 60, 90, 125};
    private static final List<Integer> TOLL_FREE = List.of(800, 833, 844, 855, 866, 877, 888);

    private final ComplaintFile file;
    private final Policy policy;
    private final Scorer scorer;
    private final int cut;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, BlockPage> pages = new HashMap<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, List<Figures.Scored>> samples = new LinkedHashMap<>();

    /** @param cut day since 1970 before which complaints are known */
    TimeSplit(ComplaintFile file, Policy policy, int cut) {
        this.file = file;
        this.policy = policy;
        this.scorer = new Scorer(policy);
        this.cut = cut;
    }

    Map<String, Double> run() {
        eachNumber(this::learn);
        Dice dice = new Dice(cut);
        eachNumber((number, from, to) -> ask(number, from, to, dice));
        for (Map.Entry<String, List<Figures.Scored>> sample : samples.entrySet()) {
            Figures ranking = new Figures(sample.getValue());
            figures.put(sample.getKey(), ranking.auc());
            if (sample.getKey().startsWith("new")) {
                figures.put(sample.getKey() + ", recall at 0.5 %", ranking.recallAt(0.005));
            }
        }
        return figures;
    }

    private interface Visitor {
        void visit(long number, int from, int to);
    }

    private void eachNumber(Visitor visitor) {
        long[] all = file.complaints;
        for (int from = 0; from < all.length; ) {
            int to = from + 1;
            while (to < all.length && ComplaintFile.number(all[to]) == ComplaintFile.number(all[from])) {
                to++;
            }
            visitor.visit(ComplaintFile.number(all[from]), from, to);
            from = to;
        }
    }

    private static NumberKind kind(long number) {
        return TOLL_FREE.contains((int) (number / 10_000_000)) ? NumberKind.TOLL_FREE : NumberKind.INTERNATIONAL;
    }

    private static String key(long number) {
        return "+1" + number;
    }

    private void learn(long number, int from, int to) {
        List<Opinion> opinions = new ArrayList<>();
        for (int i = from; i < to && ComplaintFile.day(file.complaints[i]) < cut; i++) {
            long complaint = file.complaints[i];
            opinions.add(new Opinion(
                    i,
                    i,
                    ComplaintFile.area(complaint) * 0x9e3779b97f4a7c15L,
                    Category.TELEMARKETING,
                    (long) ComplaintFile.day(complaint) * DAY + NOON,
                    policy.vouchedWeight(),
                    Opinion.Tier.VOUCHED,
                    Opinion.State.LIVE));
        }
        if (opinions.isEmpty()) {
            return;
        }
        String key = key(number);
        Tally tally = Dossier.of(policy, kind(number), false, opinions).tally();
        tallies.put(key, tally);
        Blocks blocks = Blocks.of(key, kind(number));
        if (blocks != null) {
            BlockPage page = pages.getOrDefault(blocks.page(), BlockPage.EMPTY);
            pages.put(blocks.page(), page.with(blocks.tail(), Member.NONE, tally.member()));
        }
    }

    private void ask(long number, int from, int to, Dice dice) {
        int known = 0;
        int last = 0;
        int next = Integer.MAX_VALUE;
        for (int i = from; i < to; i++) {
            int day = ComplaintFile.day(file.complaints[i]);
            if (day < cut) {
                known++;
                last = day;
            } else {
                next = Math.min(next, day);
            }
        }
        if (known > 0 && last >= cut - RECENT) {
            for (int ahead : new int[] {7, 28}) {
                boolean again = next < cut + ahead;
                String name = "again within " + ahead + " days: ";
                add(name + "zhenhao", score(number), again);
                add(name + "plain count", known, again);
                for (int halfLife : HALF_LIVES) {
                    add(name + "count, half-life " + halfLife, decayed(from, to, halfLife), again);
                }
            }
        } else if (known == 0 && next < cut + 7) {
            long area = number / 10_000_000;
            add("new, same area code", score(number), true);
            add("new, same area code", score(unknown(dice, area * 10_000_000 + 2_000_000, 8_000_000)), false);
            add("new, same exchange", score(number), true);
            add("new, same exchange", score(unknown(dice, number / 10_000 * 10_000, 10_000)), false);
        }
    }

    private long unknown(Dice dice, long from, int count) {
        long number;
        do {
            number = from + dice.below(count);
        } while (tallies.containsKey(key(number)));
        return number;
    }

    private double decayed(int from, int to, int halfLife) {
        double sum = 0;
        for (int i = from; i < to && ComplaintFile.day(file.complaints[i]) < cut; i++) {
            sum += Math.pow(2, -(cut - ComplaintFile.day(file.complaints[i])) / (double) halfLife);
        }
        return sum;
    }

    private double score(long number) {
        String key = key(number);
        NumberKind kind = kind(number);
        Blocks blocks = Blocks.of(key, kind);
        ParsedNumber parsed = new ParsedNumber(key, key, kind, "US", null, null, Verstat.NONE, List.of());
        Evidence evidence = new Evidence(
                parsed,
                tallies.getOrDefault(key, Tally.EMPTY),
                blocks == null ? BlockPage.EMPTY : pages.getOrDefault(blocks.page(), BlockPage.EMPTY),
                Standing.NONE);
        return scorer.weigh(evidence, (long) cut * DAY).risk();
    }

    private void add(String name, double score, boolean came) {
        samples.computeIfAbsent(name, key -> new ArrayList<>()).add(new Figures.Scored(score, came, came));
    }
}
