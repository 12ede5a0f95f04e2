package org.zhenhao.evaluation;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.trust.Bench;
import org.zhenhao.trust.MemoryShelf;
import org.zhenhao.trust.Statement;

/** The product's model, through its own engine. */
final class Zhenhao implements Contender {
    private final String name;
    private final Predicate<String> official;
    private final Scorer scorer;
    final MemoryShelf shelf;
    final Bench<RuntimeException> bench;

    Zhenhao(String name, Map<String, String> overrides, Predicate<String> official) {
        this.name = name;
        this.official = official;
        Policy policy = Policy.of(overrides);
        scorer = new Scorer(policy);
        shelf = new MemoryShelf(policy, this::standing);
        bench = new Bench<>(policy, scorer, shelf, 0);
    }

    private Standing standing(String number) {
        return official.test(number) ? Standing.OFFICIAL : Standing.NONE;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void hear(Statement statement) {
        bench.take(statement);
    }

    @Override
    public Opinion ask(String number, NumberKind kind, long now) {
        Assessment assessment = assess(number, kind, now);
        return new Opinion(assessment.risk(), assessment.level());
    }

    Assessment assess(String number, NumberKind kind, long now) {
        ParsedNumber parsed = new ParsedNumber(number, number, kind, null, null, null, Verstat.NONE, List.of());
        return scorer.assess(
                new Evidence(parsed, shelf.tally(number), shelf.page(number, kind), standing(number)), now);
    }
}
