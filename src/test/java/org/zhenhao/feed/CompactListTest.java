package org.zhenhao.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.number.NumberParser;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.snapshot.PublishingKey;
import org.zhenhao.testing.Programs;

class CompactListTest {
    private static final PublishingKey KEY =
            PublishingKey.of(Pseudonyms.under("a secret for the tests".getBytes(StandardCharsets.UTF_8)));
    private static final PublishingKey OTHER =
            PublishingKey.of(Pseudonyms.under("another secret for tests".getBytes(StandardCharsets.UTF_8)));
    private static final Path READER =
            Path.of("src/docs/examples/list/reader.mjs").toAbsolutePath();
    private static final long CODES = 2_000_000_000_000_000_000L;

    @TempDir
    Path folder;

    /** Content that a test knows by heart. */
    private static final class Known implements Entries {
        final TreeMap<Long, Integer> numbers = new TreeMap<>();
        final TreeMap<String, Integer> names = new TreeMap<>();
        final TreeMap<Change.RuleKey, Integer> rules = new TreeMap<>();

        @Override
        public void walk(Visitor visitor) throws IOException {
            for (Map.Entry<Long, Integer> entry : numbers.entrySet()) {
                visitor.number(entry.getKey(), entry.getValue());
            }
            for (Map.Entry<String, Integer> entry : names.entrySet()) {
                visitor.name(entry.getKey(), entry.getValue());
            }
            for (Map.Entry<Change.RuleKey, Integer> entry : rules.entrySet()) {
                visitor.rule(entry.getKey().first(), entry.getKey().dropped(), entry.getValue());
            }
        }
    }

    private static int mark(Random random) {
        Category category = random.nextInt(20) == 0 ? null : Category.ofCode(1 + random.nextInt(17));
        return Mark.of(category, 50 + 5 * random.nextInt(10), Level.ofCode(3 + random.nextInt(2)), 0);
    }

    private static Known known(int size, long seed) {
        Random random = new Random(seed);
        Known known = new Known();
        while (known.numbers.size() < size) {
            long base = 8613000000000L + (long) (random.nextDouble() * 7e9);
            known.numbers.put(base, mark(random));
            for (int i = 0; i < 40 && random.nextInt(4) > 0 && known.numbers.size() < size; i++) {
                known.numbers.put(base + random.nextInt(100), mark(random));
            }
        }
        known.numbers.put(112L, mark(random));
        known.numbers.put(CODES + 1069055123L, mark(random));
        known.numbers.put(CODES + 95013L, mark(random));
        known.names.put("CN-贷款", mark(random));
        known.names.put("US-CASH NOW", mark(random));
        for (int i = 0; i < size / 50; i++) {
            int dropped = 1 + random.nextInt(4);
            long size10 = (long) Math.pow(10, dropped);
            long first = (8613000000000L + (long) (random.nextDouble() * 7e9)) / size10 * size10;
            known.rules.put(
                    new Change.RuleKey(first, dropped),
                    Mark.of(
                            null,
                            random.nextInt(3) == 0 ? 0 : 60,
                            random.nextInt(3) == 0 ? Level.UNKNOWN : Level.ELEVATED,
                            0));
        }
        return known;
    }

    /** A small list of all there can be in one. */
    static byte[] sample() throws IOException {
        Known known = known(300, 7);
        known.names.put("CN-ICBC", mark(new Random(1)));
        known.rules.put(new Change.RuleKey(8617012340000L, 4), mark(new Random(2)));
        return list(known, 3);
    }

    private static byte[] list(Entries entries, long version) throws IOException {
        ListHead head = new ListHead(
                version, Instant.ofEpochSecond(1_790_000_000L), Instant.ofEpochSecond(1_790_086_400L), "--", 3);
        return ListWriter.write(head, entries, KEY);
    }

    private static byte[] delta(Known before, Known after) throws IOException {
        CompactList to = CompactList.read(list(after, 8));
        Change change = Change.between(CompactList.read(list(before, 7)), to);
        return DeltaWriter.write(7, to.head(), change, SetChecksum.of(after), KEY);
    }

    private static Known changed(Known before) {
        Random random = new Random(99);
        Known after = new Known();
        before.numbers.forEach((number, mark) -> {
            if (random.nextInt(20) > 0) {
                after.numbers.put(number, random.nextInt(30) == 0 ? mark(random) : mark);
            }
        });
        for (int i = 0; i < 300; i++) {
            after.numbers.put(8613000000000L + (long) (random.nextDouble() * 7e9), mark(random));
        }
        after.names.put("CN-贷款", mark(random));
        after.names.put("CN-NEW", mark(random));
        before.rules.forEach((rule, mark) -> {
            if (random.nextInt(5) > 0) {
                after.rules.put(rule, mark);
            }
        });
        after.rules.put(new Change.RuleKey(8617012340000L, 4), Mark.of(null, 65, Level.ELEVATED, 0));
        return after;
    }

    @Test
    void find_everyNumberAndNeighbour_isExact() throws IOException {
        for (int size : new int[] {0, 1, 253, 254, 5_000}) {
            Known known = known(size, size);
            CompactList list = CompactList.read(list(known, 1));

            assertThat(list.size()).isEqualTo(known.numbers.size());
            known.numbers.forEach((number, mark) -> {
                assertThat(list.find(number)).isEqualTo(mark);
                assertThat(list.find(number + 1))
                        .isEqualTo(known.numbers.getOrDefault(number + 1, CompactList.NOTHING));
                assertThat(list.find(number - 1))
                        .isEqualTo(known.numbers.getOrDefault(number - 1, CompactList.NOTHING));
            });
            known.names.forEach((name, mark) -> assertThat(list.find(name)).isEqualTo(mark));
            assertThat(SetChecksum.of(list)).isEqualTo(SetChecksum.of(known));
        }
    }

    @Test
    void rule_ofSeveralBlocks_isTheNarrowestOne() throws IOException {
        Known known = new Known();
        int wide = Mark.of(null, 60, Level.ELEVATED, 0);
        int narrow = Mark.of(null, 0, Level.UNKNOWN, 0);
        known.rules.put(new Change.RuleKey(8617012340000L, 4), wide);
        known.rules.put(new Change.RuleKey(8617012340000L, 2), narrow);
        CompactList list = CompactList.read(list(known, 1));

        assertThat(list.rule(8617012340099L)).isEqualTo(narrow);
        assertThat(list.rule(8617012340100L)).isEqualTo(wide);
        assertThat(list.rule(8617012350000L)).isEqualTo(CompactList.NOTHING);
    }

    @Test
    void read_changedByte_isRefused() throws IOException {
        byte[] list = list(known(2_000, 3), 1);
        assertThat(Seal.signedBy(list, KEY.publicBytes())).isTrue();
        assertThat(Seal.signedBy(list, OTHER.publicBytes())).isFalse();

        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] hurt = list.clone();
            hurt[random.nextInt(list.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(Seal.signedBy(hurt, KEY.publicBytes())).isFalse();
            byte[] cut = java.util.Arrays.copyOf(list, random.nextInt(list.length));
            assertThatIOException().isThrownBy(() -> CompactList.read(cut));
        }
    }

    @Test
    void size_ofClusteredNumbers_isFarBelowRaw() throws IOException {
        Known known = known(50_000, 11);
        int bytes = list(known, 1).length;
        assertThat(bytes).isLessThan(50_000 * 4);
    }

    @Test
    void selection_topAndRegion_takesTheWorst() throws IOException {
        Known known = known(5_000, 4);
        known.numbers.put(13152328257L, Mark.of(Category.FRAUD, 100, Level.HIGH, 50));
        NumberParser parser = NumberParser.create();
        Selection american = new Selection(known, new ListSpec("US", 3, 0, 0), parser, false);
        List<Long> found = new ArrayList<>();
        american.walk(new Entries.Visitor() {
            @Override
            public void number(long number, int mark) {
                found.add(number);
                assertThat(mark).isEqualTo(Mark.of(Category.FRAUD, 100, Level.HIGH, 0));
            }
        });
        assertThat(found).containsExactly(13152328257L);

        Selection worst = new Selection(known, ListSpec.ALL, parser, true);
        worst.limit(100);
        List<Integer> ranks = new ArrayList<>();
        worst.walk(new Entries.Visitor() {
            @Override
            public void number(long number, int mark) {
                ranks.add(Mark.rank(mark));
            }
        });
        List<Integer> all = known.numbers.values().stream()
                .map(Mark::rank)
                .sorted((a, b) -> b - a)
                .toList();
        assertThat(ranks.size()).isBetween(90, 100);
        assertThat(ranks.stream().sorted((a, b) -> b - a).toList()).isEqualTo(all.subList(0, ranks.size()));
    }

    @Test
    void javascriptReader_onListAndDelta_agreesWithThisOne() throws IOException, InterruptedException {
        String node = Programs.need("node", "nodejs");
        Known before = known(3_000, 6);
        Known after = changed(before);
        Files.write(folder.resolve("a.bin"), list(before, 7));
        Files.write(folder.resolve("d.bin"), delta(before, after));
        String key = Base64.getEncoder().encodeToString(KEY.publicBytes());

        assertThat(node(node, "a.bin", "--key", key, "--dump").output()).isEqualTo(dump(before));
        assertThat(node(node, "a.bin", "--key", key, "--checksum").output().strip())
                .isEqualTo(HexFormat.of().formatHex(SetChecksum.of(before)));
        assertThat(node(node, "a.bin", "--key", key, "--delta", "d.bin", "--dump")
                        .output())
                .isEqualTo(dump(after));

        Map.Entry<Long, Integer> first = before.numbers.firstEntry();
        assertThat(first).isNotNull();
        assertThat(node(node, "a.bin", "+" + first.getKey(), "+8619999999999", "CN-贷款")
                        .output()
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"score\":" + Mark.score(first.getValue())),
                        line -> assertThat(line).contains("null"),
                        line -> assertThat(line).contains("\"from\":\"number\""));
        String wrong = Base64.getEncoder().encodeToString(OTHER.publicBytes());
        Programs.Outcome refused = node(node, "a.bin", "--key", wrong, "--checksum");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output()).contains("not signed with that key");
    }

    private Programs.Outcome node(String node, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(node, READER.toString()));
        command.addAll(List.of(args));
        return Programs.run(command, new byte[0], folder);
    }

    private static String dump(Known known) {
        StringBuilder text = new StringBuilder();
        known.numbers.forEach((number, mark) -> text.append(number)
                .append(' ')
                .append(Integer.toUnsignedLong(mark))
                .append('\n'));
        known.names.forEach(
                (name, mark) -> text.append(name).append(' ').append(mark).append('\n'));
        known.rules.forEach((rule, mark) -> text.append(rule.first())
                .append('/')
                .append(rule.dropped())
                .append(' ')
                .append(mark)
                .append('\n'));
        return text.toString();
    }

    @Test
    void change_appliedToTheListBefore_givesTheListAfter() throws IOException {
        Known before = known(3_000, 8);
        Known after = changed(before);
        Change change = Change.between(CompactList.read(list(before, 7)), CompactList.read(list(after, 8)));

        assertThat(SetChecksum.of(change.appliedTo(before))).isEqualTo(SetChecksum.of(after));
        assertThat(change.put.size()).isLessThan(700);
        assertThat(delta(before, after).length).isLessThan(list(after, 8).length / 3);
    }
}
