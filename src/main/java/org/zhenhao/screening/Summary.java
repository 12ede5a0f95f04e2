package org.zhenhao.screening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.rows.Batch;
import org.zhenhao.rows.Opinion;
import org.zhenhao.rows.Refusal;

/**
 * What the rows of a list say together: how many of each level, kind, carrier, category and reason for refusal, and the worst
 * blocks. Not thread-safe. Of blocks, each part keeps its worst {@link #BLOCKS}.
 */
final class Summary {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCKS = 100;
    private static final int CARRIERS = 200;
    private static final String OTHERS = "…";

    private final Map<String, Long> levels = new TreeMap<>();
    private final Map<String, Long> actions = new TreeMap<>();
    private final Map<String, Long> kinds = new TreeMap<>();
    private final Map<String, Long> carriers = new TreeMap<>();
    private final Map<String, Long> categories = new TreeMap<>();
    private final Map<String, Long> refusals = new TreeMap<>();
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private long rows;
    private long refused;

    /**
     * A block that numbers of the list lie in.
     *
     * @param prefix leading digits that its numbers share
     * @param score 0 to 100
     * @param reported how many of its numbers have reports
     * @param rows how many rows of the list lie in it
     */
    record Block(String prefix, int score, int reported, long rows) {}

    /** All that is counted, as it is told. */
    record Counts(
            long rows,
            long refused,
            Map<String, Long> levels,
            Map<String, Long> actions,
            Map<String, Long> kinds,
            Map<String, Long> carriers,
            Map<String, Long> categories,
            Map<String, Long> refusals,
            List<Block> blocks) {}

    /** Counts the rows of a batch, carriers in Chinese if asked for. */
    void count(Batch batch, NumberDisplay display, boolean chinese) {
        for (int row = 0; row < batch.size(); row++) {
            rows++;
            Refusal refusal = batch.refusal(row);
            ParsedNumber number = batch.number(row);
            Opinion opinion = batch.opinion(row);
            if (refusal != null || number == null || opinion == null) {
                refused++;
                add(refusals, refusal == null ? Refusal.UNAVAILABLE.code() : refusal.code(), 1);
            } else {
                count(number, opinion, display.carrier(number), chinese);
            }
        }
    }

    private void count(ParsedNumber number, Opinion opinion, @Nullable Label carrier, boolean chinese) {
        add(levels, opinion.level().wire(), 1);
        add(actions, opinion.action().wire(), 1);
        add(kinds, number.kind().wire(), 1);
        if (carrier != null) {
            add(carriers, chinese ? carrier.zh() : carrier.en(), 1);
        }
        if (opinion.category() != null) {
            add(categories, opinion.category().wire(), 1);
        }
        Opinion.Block block = opinion.block();
        if (block != null) {
            add(new Block(block.prefix(), block.score(), block.numbers(), 1));
        }
    }

    private static void add(Map<String, Long> counts, String what, long count) {
        String key = counts.size() < CARRIERS || counts.containsKey(what) ? what : OTHERS;
        counts.merge(key, count, Long::sum);
    }

    private void add(Block block) {
        blocks.merge(
                block.prefix,
                block,
                (one, two) -> new Block(
                        one.prefix,
                        Math.max(one.score, two.score),
                        Math.max(one.reported, two.reported),
                        one.rows + two.rows));
    }

    /** How many rows had no verdict. */
    int refused() {
        return (int) refused;
    }

    long rows() {
        return rows;
    }

    Counts counts(int mostBlocks) {
        List<Block> worst = new ArrayList<>(blocks.values());
        worst.sort(Comparator.<Block>comparingInt(block -> -block.score)
                .thenComparingLong(block -> -block.rows)
                .thenComparing(Block::prefix));
        return new Counts(
                rows,
                refused,
                levels,
                actions,
                kinds,
                carriers,
                categories,
                refusals,
                List.copyOf(worst.subList(0, Math.min(mostBlocks, worst.size()))));
    }

    String json() {
        try {
            return JSON.writeValueAsString(counts(BLOCKS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds what {@link #json} wrote. */
    void add(String json) {
        Counts more;
        try {
            more = JSON.readValue(json, Counts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        rows += more.rows;
        refused += more.refused;
        more.levels.forEach((what, count) -> add(levels, what, count));
        more.actions.forEach((what, count) -> add(actions, what, count));
        more.kinds.forEach((what, count) -> add(kinds, what, count));
        more.carriers.forEach((what, count) -> add(carriers, what, count));
        more.categories.forEach((what, count) -> add(categories, what, count));
        more.refusals.forEach((what, count) -> add(refusals, what, count));
        more.blocks.forEach(this::add);
    }
}
