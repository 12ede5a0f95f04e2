package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.reputation.InList;
import org.zhenhao.reputation.ItemKey;
import org.zhenhao.reputation.TallyStore;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Member;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Tally;

/**
 * Recomputes all tallies from the stored reports and all block pages from the tallies, compares, and where asked to,
 * repairs. Works in short transactions over ranges of keys, so that the service goes on meanwhile.
 *
 * <p>Tallies have to agree to the bit. Pages are running sums, to which members are added and from which they are taken, so
 * these have to agree to one part in a thousand million.
 */
final class Rebuild {
    private static final int CHUNK = 2_000;
    private static final double TOLERANCE = 1e-9;
    private static final String REPORTED =
            "SELECT number_key FROM report WHERE number_key > ? ORDER BY number_key LIMIT " + CHUNK;
    private static final String TALLIED =
            "SELECT number_key FROM tally WHERE number_key > ? ORDER BY number_key LIMIT " + CHUNK;
    private static final String PAGES =
            "SELECT page_key FROM block_page WHERE page_key > ? ORDER BY page_key LIMIT " + CHUNK;

    private final ReportWriter writer;
    private final Policy policy;
    private final Predicate<String> official;
    private final Clock clock;
    private final Consumer<List<ChangedItem>> published;
    private final boolean repair;
    private final Set<String> missingPages = new HashSet<>();
    private long numbers;
    private long numbersDiffering;
    private long pages;
    private long pagesDiffering;

    Rebuild(
            ReportWriter writer,
            Policy policy,
            Predicate<String> official,
            Clock clock,
            Consumer<List<ChangedItem>> published,
            boolean repair) {
        this.writer = writer;
        this.policy = policy;
        this.official = official;
        this.clock = clock;
        this.published = published;
        this.repair = repair;
    }

    /** What was compared and what differed. */
    record Outcome(long numbers, long numbersDiffering, long pages, long pagesDiffering, boolean repaired) {}

    Outcome run() throws SQLException {
        eachChunk(this::numbersFrom, this::compareTallies);
        eachChunk((connection, after) -> keys(connection, PAGES, after), this::comparePages);
        List<String> missing = new ArrayList<>(missingPages);
        for (int from = 0; from < missing.size(); from += CHUNK) {
            List<String> chunk = missing.subList(from, Math.min(from + CHUNK, missing.size()));
            publish(writer.inTransaction(connection -> comparePages(connection, "", chunk)));
        }
        return new Outcome(numbers, numbersDiffering, pages, pagesDiffering, repair);
    }

    /** Finds the next keys behind one, in the database's order; none at the end. */
    @FunctionalInterface
    private interface Keys {
        List<String> from(Connection connection, String after) throws SQLException;
    }

    /** Compares the rows of some keys in one transaction. */
    @FunctionalInterface
    private interface Comparison {
        List<ChangedItem> compare(Connection connection, String after, List<String> keys) throws SQLException;
    }

    private void eachChunk(Keys next, Comparison comparison) throws SQLException {
        String after = "";
        while (true) {
            String from = after;
            List<String> keys = writer.inTransaction(connection -> next.from(connection, from));
            if (keys.isEmpty()) {
                return;
            }
            publish(writer.inTransaction(connection -> comparison.compare(connection, from, keys)));
            after = keys.get(keys.size() - 1);
        }
    }

    /** Numbers that have reports or a tally. Each table is walked along its index: a union of both would be read whole. */
    private List<String> numbersFrom(Connection connection, String after) throws SQLException {
        List<String> reported = keys(connection, REPORTED, after);
        List<String> tallied = keys(connection, TALLIED, after);
        if (reported.size() == CHUNK || tallied.size() == CHUNK) {
            // A full chunk says nothing of what lies behind its last key, so the range ends where both are known.
            String end = reported.size() < CHUNK
                    ? last(tallied)
                    : tallied.size() < CHUNK || last(reported).compareTo(last(tallied)) < 0
                            ? last(reported)
                            : last(tallied);
            reported.removeIf(key -> key.compareTo(end) > 0);
            tallied.removeIf(key -> key.compareTo(end) > 0);
        }
        TreeSet<String> both = new TreeSet<>(reported);
        both.addAll(tallied);
        return new ArrayList<>(both);
    }

    private static String last(List<String> keys) {
        return keys.get(keys.size() - 1);
    }

    private void publish(List<ChangedItem> changed) {
        if (!changed.isEmpty()) {
            published.accept(changed);
        }
    }

    private static List<String> keys(Connection connection, String select, String after) throws SQLException {
        List<String> keys = new ArrayList<>(CHUNK);
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, after);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
        }
        return keys;
    }

    private List<ChangedItem> compareTallies(Connection connection, String after, List<String> keys)
            throws SQLException {
        Map<String, TallyStore.TallyRow> stored = TallyStore.lockTallies(connection, keys);
        List<TallyStore.TallyWrite> writes = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        Set<String> pageKeys = new HashSet<>();
        ReportTable.opinions(connection, after, keys.get(keys.size() - 1), (number, kind, opinions) -> {
            reported.add(number);
            compare(
                    number,
                    stored.get(number),
                    Dossier.of(policy, kind, official.test(number), opinions),
                    writes,
                    pageKeys);
        });
        for (Map.Entry<String, TallyStore.TallyRow> row : stored.entrySet()) {
            if (!reported.contains(row.getKey())) {
                NumberKind kind = Dossier.decode(policy, row.getValue().dossier()).kind();
                Dossier empty = Dossier.of(policy, kind, official.test(row.getKey()), List.of());
                compare(row.getKey(), row.getValue(), empty, writes, pageKeys);
            }
        }
        noteMissing(connection, pageKeys);
        return repair
                ? TallyStore.write(connection, writes, List.of(), clock.instant().getEpochSecond())
                : List.of();
    }

    private void compare(
            String number,
            TallyStore.@Nullable TallyRow stored,
            Dossier made,
            List<TallyStore.TallyWrite> writes,
            Set<String> pageKeys) {
        numbers++;
        Tally tally = made.tally();
        Blocks blocks = Blocks.of(number, made.kind());
        if (blocks != null && tally.member().counted()) {
            pageKeys.add(blocks.page());
        }
        Tally held = stored == null ? Tally.EMPTY : Tally.decode(stored.state());
        if (!held.equals(tally)) {
            numbersDiffering++;
            ItemKey key = ItemKey.tally(number, blocks == null ? null : blocks.page());
            long version = stored == null ? 0 : stored.version();
            writes.add(new TallyStore.TallyWrite(key, version, tally.encode(), made.encode()));
        }
    }

    private void noteMissing(Connection connection, Set<String> pageKeys) throws SQLException {
        Set<String> missing = new HashSet<>(pageKeys);
        InList.forEach(
                connection,
                "SELECT page_key FROM block_page WHERE page_key IN (%s)",
                pageKeys,
                row -> missing.remove(row.getString(1)));
        missingPages.addAll(missing);
    }

    private List<ChangedItem> comparePages(Connection connection, String after, List<String> keys)
            throws SQLException {
        Map<String, TallyStore.PageRow> stored = TallyStore.lockPages(connection, keys);
        List<TallyStore.PageWrite> writes = new ArrayList<>();
        for (String key : keys) {
            TallyStore.PageRow row = stored.get(key);
            BlockPage held = row == null ? BlockPage.EMPTY : BlockPage.decode(row.state());
            BlockPage made = make(connection, key);
            pages++;
            if (!held.agrees(made, TOLERANCE)) {
                pagesDiffering++;
                writes.add(new TallyStore.PageWrite(ItemKey.page(key), row == null ? 0 : row.version(), made.encode()));
            }
        }
        return repair
                ? TallyStore.write(connection, List.of(), writes, clock.instant().getEpochSecond())
                : List.of();
    }

    private BlockPage make(Connection connection, String key) throws SQLException {
        String prefix = key.substring(0, key.indexOf('x'));
        BlockPage page = BlockPage.EMPTY;
        // Behind a prefix of digits, every longer key sorts before the prefix with a colon.
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT number_key, state, dossier FROM tally WHERE number_key >= ? AND number_key < ?")) {
            statement.setString(1, prefix);
            statement.setString(2, prefix + ':');
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    NumberKind kind =
                            Dossier.decode(policy, rows.getBytes(3)).kind();
                    Blocks blocks = Blocks.of(rows.getString(1), kind);
                    if (blocks != null && blocks.page().equals(key)) {
                        Member member = Tally.decode(rows.getBytes(2)).member();
                        page = page.with(blocks.tail(), Member.NONE, member);
                    }
                }
            }
        }
        return page;
    }
}
