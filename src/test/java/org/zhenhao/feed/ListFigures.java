package org.zhenhao.feed;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.snapshot.PublishingKey;

/**
 * Measures lists: bytes of the whole and of a day's delta, against the same content otherwise coded, and the time to build, open and
 * ask them. Prints a table in Markdown. Takes the FTC's complaints (day, number, area code; gzip) as its first argument.
 */
public final class ListFigures {
    private static final PublishingKey KEY =
            PublishingKey.of(Pseudonyms.under("a key for measuring only".getBytes(StandardCharsets.UTF_8)));
    private static final int LEAST = 3;
    private static final int WINDOW_DAYS = 90;
    private static final long MOBILES = 8_613_000_000_000L;
    private static final double SPACE = 7e9;
    private static final int ASKED = 200_000;

    private ListFigures() {}

    /** Ascending numbers with their marks. */
    private record Content(long[] numbers, int[] marks) implements Entries {
        static Content of(TreeMap<Long, Integer> entries) {
            long[] numbers = new long[entries.size()];
            int[] marks = new int[numbers.length];
            int i = 0;
            for (Map.Entry<Long, Integer> entry : entries.entrySet()) {
                numbers[i] = entry.getKey();
                marks[i++] = entry.getValue();
            }
            return new Content(numbers, marks);
        }

        @Override
        public void walk(Visitor visitor) throws IOException {
            for (int i = 0; i < numbers.length; i++) {
                visitor.number(numbers[i], marks[i]);
            }
        }
    }

    public static void main(String[] args) throws IOException {
        System.out.println(
                "| set | numbers | list, MB | bits a number | day's delta, kB | delta/list | raw, MB | raw gzip, MB"
                        + " | varint deltas gzip, MB | Bloom 0.39 %, MB | Bloom without error¹, MB | build, s | open, ms | found/s | not found/s |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        if (args.length > 0) {
            ftc(Path.of(args[0]));
        }
        for (int size : new int[] {1_000_000, 10_000_000}) {
            measure("uniform in 7·10^9", uniform(size, 1), null);
            Content clustered = clustered(size);
            measure("clustered in blocks", clustered, dayLater(clustered));
        }
    }

    /** Numbers with complaints from three area codes in ninety days, as of the last day of the file, and of the day before. */
    private static void ftc(Path file) throws IOException {
        Map<Long, Map<String, LocalDate>> byNumber = new HashMap<>();
        Map<Long, Integer> total = new HashMap<>();
        LocalDate last = LocalDate.MIN;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                if (cells.length == 3 && cells[1].length() == 10 && Character.isDigit(cells[0].charAt(0))) {
                    LocalDate day = LocalDate.parse(cells[0].substring(0, 10));
                    long number = 10_000_000_000L + Long.parseLong(cells[1]);
                    byNumber.computeIfAbsent(number, unseen -> new HashMap<>()).putIfAbsent(cells[2], day);
                    byNumber.get(number).put(cells[2] + "+", day);
                    total.merge(number, 1, Integer::sum);
                    last = day.isAfter(last) ? day : last;
                }
            }
        }
        measure(
                "FTC: complaints from 3 area codes in 90 days",
                qualified(byNumber, total, last),
                qualified(byNumber, total, last.plusDays(1)),
                qualified(byNumber, total, last.minusDays(1)));
    }

    private static Content qualified(
            Map<Long, Map<String, LocalDate>> byNumber, Map<Long, Integer> total, LocalDate day) {
        TreeMap<Long, Integer> entries = new TreeMap<>();
        byNumber.forEach((number, areas) -> {
            long fresh = areas.entrySet().stream()
                    .filter(area -> !area.getKey().endsWith("+"))
                    .filter(area -> !area.getValue().isAfter(day))
                    .filter(area -> areas.getOrDefault(area.getKey() + "+", area.getValue())
                            .isAfter(day.minusDays(WINDOW_DAYS)))
                    .count();
            if (fresh >= LEAST) {
                entries.put(number, mark(number, (int) Math.min(9, fresh)));
            }
        });
        return Content.of(entries);
    }

    /** Categories and scores as unevenly spread as the published ones are; the FTC's file names none. */
    private static int mark(long number, int weight) {
        SplittableRandom random = new SplittableRandom(number);
        Category[] frequent = {
            Category.ROBOCALL,
            Category.FRAUD,
            Category.TELEMARKETING,
            Category.IMPERSONATION,
            Category.LOAN_OFFER,
            Category.DEBT_COLLECTION_HARASSMENT,
            Category.OTHER_UNWANTED
        };
        int place = Math.min(frequent.length - 1, (int) (-Math.log(1 - random.nextDouble()) * 1.5));
        int score = 55 + 5 * Math.min(8, weight);
        return Mark.of(frequent[place], score, score >= 80 ? Level.HIGH : Level.ELEVATED, 0);
    }

    private static Content uniform(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] numbers = random.longs(size + size / 50L, MOBILES, MOBILES + (long) SPACE)
                .sorted()
                .distinct()
                .limit(size)
                .toArray();
        return marked(numbers);
    }

    /** Callers rent blocks of a hundred or more and use a good part of each. */
    private static Content clustered(int size) {
        SplittableRandom random = new SplittableRandom(2);
        long[] numbers = new long[size];
        int filled = 0;
        while (filled < size) {
            long block = MOBILES + random.nextLong((long) SPACE / 100) * 100;
            int share = 1 + random.nextInt(60);
            for (int tail = 0; tail < 100 && filled < size; tail++) {
                if (random.nextInt(100) < share) {
                    numbers[filled++] = block + tail;
                }
            }
        }
        java.util.Arrays.sort(numbers);
        return marked(java.util.Arrays.stream(numbers).distinct().toArray());
    }

    private static Content marked(long[] numbers) {
        int[] marks = new int[numbers.length];
        for (int i = 0; i < marks.length; i++) {
            SplittableRandom random = new SplittableRandom(numbers[i] + 1);
            marks[i] = mark(numbers[i], (int) (-Math.log(1 - random.nextDouble()) * 3));
        }
        return new Content(numbers, marks);
    }

    /** One in a hundred gone, one in a hundred new, one in two hundred otherwise marked. */
    private static Content dayLater(Content before) {
        SplittableRandom random = new SplittableRandom(5);
        TreeMap<Long, Integer> fresh = new TreeMap<>();
        for (int i = 0; i < before.numbers.length / 100; i++) {
            long number = before.numbers[random.nextInt(before.numbers.length)] / 100 * 100 + random.nextInt(100);
            fresh.put(number, mark(number, 4));
        }
        List<long[]> kept = new ArrayList<>();
        for (int i = 0; i < before.numbers.length; i++) {
            if (random.nextInt(100) > 0 && !fresh.containsKey(before.numbers[i])) {
                int mark = random.nextInt(200) == 0 ? mark(before.numbers[i], 9) : before.marks[i];
                kept.add(new long[] {before.numbers[i], mark});
            }
        }
        fresh.forEach((number, mark) -> kept.add(new long[] {number, mark}));
        kept.sort((a, b) -> Long.compare(a[0], b[0]));
        return new Content(
                kept.stream().mapToLong(entry -> entry[0]).toArray(),
                kept.stream().mapToInt(entry -> (int) entry[1]).toArray());
    }

    private static void measure(String name, Content content, @org.jspecify.annotations.Nullable Content later)
            throws IOException {
        measure(name, content, later, null);
    }

    private static void measure(
            String name,
            Content content,
            @org.jspecify.annotations.Nullable Content later,
            @org.jspecify.annotations.Nullable Content earlier)
            throws IOException {
        int n = content.numbers.length;
        long start = System.nanoTime();
        byte[] list = list(content, 2);
        double build = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        CompactList read = CompactList.read(list);
        double open = (System.nanoTime() - start) / 1e6;
        double delta = Double.NaN;
        Content before = earlier == null ? content : earlier;
        Content after = earlier == null ? later : content;
        if (after != null) {
            CompactList to = CompactList.read(list(after, 3));
            Change change = Change.between(CompactList.read(list(before, 2)), to);
            delta = DeltaWriter.write(2, to.head(), change, SetChecksum.of(after), KEY).length;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.2f | %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %,.0f | %,.0f |%n",
                name,
                n,
                list.length / 1e6,
                list.length * 8.0 / n,
                Double.isNaN(delta) ? "" : String.format(Locale.ROOT, "%.1f", delta / 1e3),
                Double.isNaN(delta) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * delta / list.length),
                n * 10 / 1e6,
                gzip(raw(content)) / 1e6,
                gzip(varints(content)) / 1e6,
                bloom(n, 0.0039) / 1e6,
                bloom(n, 1 / SPACE) / 1e6,
                build,
                open,
                asked(read, content, 0),
                asked(read, content, 1));
    }

    private static byte[] list(Content content, long version) throws IOException {
        Instant now = Instant.ofEpochSecond(1_790_000_000L);
        return ListWriter.write(new ListHead(version, now, now, "--", 3), content, KEY);
    }

    private static double asked(CompactList list, Content content, int beside) {
        SplittableRandom random = new SplittableRandom(9);
        long[] wanted = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            wanted[i] = beside == 0
                    ? content.numbers[random.nextInt(content.numbers.length)]
                    : content.numbers[0]
                            + random.nextLong(content.numbers[content.numbers.length - 1] - content.numbers[0]);
        }
        int found = 0;
        long start = 0;
        for (int round = 0; round < 2; round++) {
            start = System.nanoTime();
            for (long number : wanted) {
                found += list.find(number) == CompactList.NOTHING ? 0 : 1;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (beside == 0 && found != 2 * ASKED) {
            throw new IllegalStateException("not all were found");
        }
        return ASKED / seconds;
    }

    /** Eight bytes for the number and two for category and score. */
    private static byte[] raw(Content content) {
        LittleEndian out = new LittleEndian();
        for (int i = 0; i < content.numbers.length; i++) {
            out.u64(content.numbers[i]);
            out.u16(content.marks[i]);
        }
        return out.toByteArray();
    }

    private static byte[] varints(Content content) {
        LittleEndian out = new LittleEndian();
        long last = 0;
        for (long number : content.numbers) {
            out.varint(number - last);
            last = number;
        }
        for (int mark : content.marks) {
            out.u16(mark);
        }
        return out.toByteArray();
    }

    private static int gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }

    /** Bytes of a Bloom filter with that share of false positives; it holds neither category nor score. */
    private static double bloom(int n, double error) {
        return -n * Math.log(error) / Math.pow(Math.log(2), 2) / 8;
    }
}
