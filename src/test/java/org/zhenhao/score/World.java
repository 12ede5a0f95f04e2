package org.zhenhao.score;

import java.util.ArrayList;
import java.util.List;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.number.Verstat;

/** Makes opinions and evidence for tests. */
final class World {
    static final Policy POLICY = Policy.standard();
    static final Scorer SCORER = new Scorer(POLICY);
    static final long DAY = 86_400;
    static final long START = 1_790_000_000L;
    static final double NEW = POLICY.newReporterWeight();
    static final String MOBILE = "+8613912345678";

    private World() {}

    static Opinion opinion(long reporter, long network, Category category, long at, double weight, Opinion.Tier tier) {
        return new Opinion(reporter * 31 + 7, reporter, network, category, at, weight, tier, Opinion.State.LIVE);
    }

    static Opinion fresh(long reporter, long network, Category category, long at) {
        return opinion(reporter, network, category, at, NEW, Opinion.Tier.NEW);
    }

    static Opinion expert(long reporter, Category category, long at) {
        return opinion(reporter, reporter * 1_000_003, category, at, 0.9, Opinion.Tier.ESTABLISHED);
    }

    /** Opinions of {@code count} reporters with a track record, each from a network of his own, an hour apart. */
    static List<Opinion> established(int count, Category category, long from) {
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            opinions.add(expert(i, category, from + i * 3600L));
        }
        return opinions;
    }

    static Tally tally(NumberKind kind, List<Opinion> opinions) {
        return Dossier.of(POLICY, kind, false, opinions).tally();
    }

    static Tally mobile(List<Opinion> opinions) {
        return tally(NumberKind.MOBILE, opinions);
    }

    static ParsedNumber number(String key, NumberKind kind, SpoofTell.Type... tells) {
        List<SpoofTell> list = new ArrayList<>();
        for (SpoofTell.Type tell : tells) {
            list.add(new SpoofTell(tell, null));
        }
        return new ParsedNumber(key, key, kind, "CN", null, null, Verstat.NONE, list);
    }

    /** The page of a number that is the only reported one in it. */
    static BlockPage alone(String key, NumberKind kind, Tally tally) {
        return put(BlockPage.EMPTY, key, kind, tally);
    }

    static BlockPage put(BlockPage page, String key, NumberKind kind, Tally tally) {
        Blocks blocks = Blocks.of(key, kind);
        return blocks == null ? page : page.with(blocks.tail(), Member.NONE, tally.member());
    }

    static Assessment assess(Tally tally, long now) {
        return assess(tally, alone(MOBILE, NumberKind.MOBILE, tally), Standing.NONE, now);
    }

    static Assessment assess(Tally tally, BlockPage page, Standing standing, long now) {
        return SCORER.assess(new Evidence(number(MOBILE, NumberKind.MOBILE), tally, page, standing), now);
    }

    static List<Opinion> join(List<Opinion> first, List<Opinion> second) {
        List<Opinion> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
