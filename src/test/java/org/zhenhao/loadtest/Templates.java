package org.zhenhao.loadtest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;

/**
 * Stored forms of what people may say of a number, made by the product's own code. A tally does not depend on which number
 * it is of, so some thousand of each kind serve millions of numbers.
 */
final class Templates {
    private static final int EACH = 2_048;
    private static final long DAY = 86_400;
    private static final double MEAN_AGE_DAYS = 60;
    private static final double OLDEST_DAYS = 700;
    private static final Category[] SAID = {
        Category.ofCode(1),
        Category.ofCode(2),
        Category.ofCode(5),
        Category.ofCode(6),
        Category.ofCode(10),
        Category.ofCode(10),
        Category.ofCode(11),
        Category.ofCode(16)
    };

    private final Policy policy = Policy.standard();
    private final long now;
    private final Map<NumberKind, List<Template>> made = new EnumMap<>(NumberKind.class);

    /** @param now time of the youngest report, Unix seconds */
    Templates(long now) {
        this.now = now;
    }

    /** One number's stored tally and dossier, and what it adds to its block. */
    record Template(byte[] state, byte[] dossier, Member member) {}

    /** Any of the templates of a kind. */
    Template pick(NumberKind kind, SplittableRandom random) {
        return made.computeIfAbsent(kind, this::make).get(random.nextInt(EACH));
    }

    private List<Template> make(NumberKind kind) {
        SplittableRandom random = new SplittableRandom(kind.code());
        List<Template> templates = new ArrayList<>(EACH);
        for (int i = 0; i < EACH; i++) {
            Dossier dossier = Dossier.of(policy, kind, false, opinions(random));
            templates.add(new Template(
                    dossier.tally().encode(), dossier.encode(), dossier.tally().member()));
        }
        return templates;
    }

    /** Most numbers have one report, few have dozens. One opinion in twelve is friendly. */
    private List<Opinion> opinions(SplittableRandom random) {
        double u = random.nextDouble();
        int count = u < 0.6
                ? 1
                : u < 0.8 ? 2 + random.nextInt(2) : u < 0.95 ? 4 + random.nextInt(7) : 11 + random.nextInt(50);
        long newest = now - (long) (Math.min(OLDEST_DAYS, -MEAN_AGE_DAYS * Math.log(1 - random.nextDouble())) * DAY);
        Category usual = SAID[random.nextInt(SAID.length)];
        List<Opinion> opinions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean friendly = random.nextInt(12) == 0;
            boolean fresh = random.nextInt(3) > 0;
            opinions.add(new Opinion(
                    random.nextLong(),
                    random.nextLong(),
                    random.nextLong(),
                    friendly ? Category.ofCode(0) : random.nextInt(4) == 0 ? SAID[random.nextInt(SAID.length)] : usual,
                    newest - random.nextLong(30 * DAY),
                    fresh ? policy.newReporterWeight() : 0.5 + random.nextDouble() / 2,
                    fresh ? Opinion.Tier.NEW : Opinion.Tier.ESTABLISHED,
                    Opinion.State.LIVE));
        }
        return opinions;
    }
}
