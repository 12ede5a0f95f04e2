package org.zhenhao.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.number.NumberParser;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.snapshot.PublishingKey;

class ListMakerTest {
    private static final PublishingKey KEY =
            PublishingKey.of(Pseudonyms.under("a secret for the tests".getBytes(StandardCharsets.UTF_8)));
    private static final NumberParser PARSER = NumberParser.create();
    private static final int NUMBERS = 40_000;

    /** Everything: Chinese mobile numbers, one American in ten, and rules. */
    private static CompactList everything(int numbers, int rules) throws IOException {
        Random random = new Random(42);
        TreeMap<Long, Integer> marks = new TreeMap<>();
        while (marks.size() < numbers) {
            long number = random.nextInt(10) == 0
                    ? 13_152_000_000L + random.nextInt(1_000_000)
                    : 8_613_000_000_000L + (long) (random.nextDouble() * 7e9);
            Level level = random.nextInt(4) == 0 ? Level.HIGH : Level.ELEVATED;
            marks.put(number, Mark.of(Category.FRAUD, 50 + 5 * random.nextInt(11), level, 0));
        }
        ListHead head =
                new ListHead(1, Instant.ofEpochSecond(1_790_000_000L), Instant.ofEpochSecond(1_790_086_400L), "--", 3);
        return CompactList.read(ListWriter.write(
                head,
                visitor -> {
                    for (Map.Entry<Long, Integer> entry : marks.entrySet()) {
                        visitor.number(entry.getKey(), entry.getValue());
                    }
                    visitor.name("CN-LOAN", Mark.of(Category.FRAUD, 80, Level.HIGH, 0));
                    for (int i = 0; i < rules; i++) {
                        visitor.rule(8_617_012_340_000L + i * 770_000L, 4, Mark.of(null, 60, Level.ELEVATED, 0));
                    }
                },
                KEY));
    }

    private record Content(List<Long> numbers, List<Integer> ranks, List<String> names, List<Long> rules) {
        static Content of(Entries list) throws IOException {
            Content content = new Content(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            list.walk(new Entries.Visitor() {
                @Override
                public void number(long number, int mark) {
                    content.numbers.add(number);
                    content.ranks.add(Mark.rank(mark));
                }

                @Override
                public void name(String name, int mark) {
                    content.names.add(name);
                }

                @Override
                public void rule(long first, int dropped, int mark) {
                    content.rules.add(first);
                }
            });
            return content;
        }
    }

    private static byte[] bytes(CompactList all, ListSpec spec) throws IOException {
        byte[] list = ListMaker.make(all, spec, PARSER, KEY);
        assertThat(Seal.signedBy(list, KEY.publicBytes())).isTrue();
        return list;
    }

    private static List<Integer> worst(Content all, int count) {
        return all.ranks.stream().sorted((a, b) -> b - a).limit(count).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {4_096, 5_000, 16_384, 65_536})
    void make_maxBytes_isKeptAndUsedForTheWorst(int most) throws IOException {
        CompactList all = everything(NUMBERS, 20);

        byte[] list = bytes(all, ListSpec.of(PARSER, null, null, null, most));

        int budget = Integer.highestOneBit(most);
        assertThat(list.length).isBetween(budget * 9 / 10, budget);
        Content content = Content.of(CompactList.read(list));
        assertThat(content.ranks.stream().sorted((a, b) -> b - a).toList())
                .isEqualTo(worst(Content.of(all), content.ranks.size()));
        assertThat(content.names).containsExactly("CN-LOAN");
        assertThat(content.rules).hasSize(20);
    }

    @Test
    void make_maxBytesForAll_isTheWholeList() throws IOException {
        CompactList all = everything(500, 20);

        assertThat(bytes(all, ListSpec.of(PARSER, null, null, null, 1 << 20))).isEqualTo(bytes(all, ListSpec.ALL));
    }

    @Test
    void make_maxBytesThatRulesWouldFill_goToTheNumbers() throws IOException {
        CompactList few = everything(300, 3_000);
        byte[] list = bytes(few, ListSpec.of(PARSER, null, null, null, 4_096));
        Content content = Content.of(CompactList.read(list));
        assertThat(list.length).isLessThanOrEqualTo(4_096);
        assertThat(content.numbers).isEqualTo(Content.of(few).numbers);
        assertThat(content.rules).isEmpty();
        assertThat(content.names).isEmpty();

        CompactList many = everything(NUMBERS, 3_000);
        assertThat(bytes(many, ListSpec.of(PARSER, null, null, null, 4_096)).length)
                .isBetween(4_096 * 9 / 10, 4_096);
    }

    @Test
    void make_topOfARegionAndLevel_isTheWorstOfThose() throws IOException {
        CompactList all = everything(NUMBERS, 20);

        Content american = Content.of(CompactList.read(bytes(all, ListSpec.of(PARSER, "us", "high", 250, null))));

        // 250 is rounded down; of numbers that rank alike whole groups are taken.
        assertThat(american.numbers.size()).isBetween(190, 200);
        assertThat(american.numbers).allMatch(number -> number < 20_000_000_000L);
        assertThat(american.rules).isEmpty();
        assertThat(american.names).isEmpty();
        Content allAmerican = Content.of(CompactList.read(bytes(all, ListSpec.of(PARSER, "US", null, null, null))));
        assertThat(allAmerican.numbers.size()).isBetween(NUMBERS / 12, NUMBERS / 8);
        assertThat(american.ranks.stream().sorted((a, b) -> b - a).toList())
                .isEqualTo(worst(allAmerican, american.ranks.size()));
    }

    @Test
    void make_topAndMaxBytes_keepsBoth() throws IOException {
        CompactList all = everything(NUMBERS, 0);

        assertThat(Content.of(CompactList.read(bytes(all, ListSpec.of(PARSER, null, null, 1_000, 65_536))))
                        .numbers
                        .size())
                .isBetween(950, 1_000);
        assertThat(bytes(all, ListSpec.of(PARSER, null, null, 10_000, 8_192)).length)
                .isBetween(8_192 * 9 / 10, 8_192);
    }
}
