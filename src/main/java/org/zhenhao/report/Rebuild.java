package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.reputation.InList;
import org.zhenhao.reputation.ItemKey;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.reputation.TallyStore;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Member;
import org.zhenhao.score.Tally;

/**
 * Recomputes all tallies from the stored reports and all block pages from the tallies, compares, and where asked to,
 * repairs. Works in short transactions over ranges of ids, so that the service goes on meanwhile.
 *
 * <p>Tallies have to agree to the bit. Pages are running sums, to which members are added and from which they are taken, so
 * these have to agree to one part in a thousand million.
 */
final class Rebuild {
    private static final int CHUNK = 2_000;
    private static final double TOLERANCE = 1e-9;
    private static final String REPORTED =
            "SELECT number_id, number_key FROM report WHERE number_id > ? ORDER BY number_id LIMIT " + CHUNK;
    private static final String TALLIED = "SELECT id, number_key FROM tally WHERE id > ? ORDER BY id LIMIT " + CHUNK;
    private static final String PAGES = "SELECT id, page_key FROM block_page WHERE id > ? ORDER BY id LIMIT " + CHUNK;

    private final WriteSide side;
    private final Consumer<List<ChangedItem>> published;
    private final boolean repair;
    private final Set<String> missingPages = new HashSet<>();
    private long numbers;
    private long numbersDiffering;
    private long pages;
    private long pagesDiffering;

    Rebuild(WriteSide side, Consumer<List<ChangedItem>> published, boolean repair) {
        this.side = side;
        this.published = published;
        this.repair = repair;
    }

    /** What was compared and what differed. */
    record Outcome(long numbers, long numbersDiffering, long pages, long pagesDiffering, boolean repaired) {}

    Outcome run() throws SQLException {
        eachChunk(Rebuild::numbersFrom, this::compareTallies);
        eachChunk((connection, after) -> keys(connection, PAGES, after), this::comparePages);
        List<String> missing = new ArrayList<>(missingPages);
        for (int from = 0; from < missing.size(); from += CHUNK) {
            TreeMap<Long, String> chunk = new TreeMap<>();
            missing.subList(from, Math.min(from + CHUNK, missing.size()))
                    .forEach(page -> chunk.put(KeyIds.of(page), page));
            publish(side.inTransaction(connection -> comparePages(connection, 0, chunk)));
        }
        return new Outcome(numbers, numbersDiffering, pages, pagesDiffering, repair);
    }

    /** Finds the next keys behind an id, by id; none at the end. */
    @FunctionalInterface
    private interface Keys {
        TreeMap<Long, String> from(Connection connection, long after) throws SQLException;
    }

    /** Compares the rows of some keys in one transaction. */
    @FunctionalInterface
    private interface Comparison {
        List<ChangedItem> compare(Connection connection, long after, TreeMap<Long, String> keys) throws SQLException;
    }

    private void eachChunk(Keys next, Comparison comparison) throws SQLException {
        long after = Long.MIN_VALUE;
        while (true) {
            long from = after;
            TreeMap<Long, String> keys = side.inTransaction(connection -> next.from(connection, from));
            if (keys.isEmpty()) {
                return;
            }
            publish(side.inTransaction(connection -> comparison.compare(connection, from, keys)));
            after = keys.lastKey();
        }
    }

    private void publish(List<ChangedItem> changed) {
        if (!changed.isEmpty()) {
            published.accept(changed);
        }
    }

    /** Numbers that have reports or a tally. Each table is walked along its index: a union of both would be read whole. */
    private static TreeMap<Long, String> numbersFrom(Connection connection, long after) throws SQLException {
        TreeMap<Long, String> reported = keys(connection, REPORTED, after);
        TreeMap<Long, String> tallied = keys(connection, TALLIED, after);
        // Behind the last key of a chunk more may lie, so the range ends where both are known.
        long end = Math.min(
                reported.isEmpty() ? Long.MAX_VALUE : reported.lastKey(),
                tallied.size() < CHUNK ? Long.MAX_VALUE : tallied.lastKey());
        TreeMap<Long, String> both = new TreeMap<>(reported.headMap(end, true));
        both.putAll(tallied.headMap(end, true));
        return both;
    }

    private static TreeMap<Long, String> keys(Connection connection, String select, long after) throws SQLException {
        TreeMap<Long, String> keys = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setLong(1, after);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        return keys;
    }

    private List<ChangedItem> compareTallies(Connection connection, long after, TreeMap<Long, String> keys)
            throws SQLException {
        Map<String, TallyStore.TallyRow> unread = new HashMap<>(TallyStore.lockTallies(connection, keys.values()));
        List<TallyStore.TallyWrite> writes = new ArrayList<>();
        Set<String> pageKeys = new HashSet<>();
        ReportTable.opinions(connection, after, keys.lastKey(), (number, kind, opinions) -> {
            Dossier made = Dossier.of(side.policy(), kind, side.official(number), opinions);
            compare(number, unread.remove(number), made, writes, pageKeys);
        });
        for (Map.Entry<String, TallyStore.TallyRow> row : unread.entrySet()) {
            // A tally without reports: whatever its kind is, it has to be empty.
            Dossier empty = Dossier.of(side.policy(), NumberKind.IMPOSSIBLE, side.official(row.getKey()), List.of());
            compare(row.getKey(), row.getValue(), empty, writes, pageKeys);
        }
        noteMissing(connection, pageKeys);
        return repair ? TallyStore.write(connection, writes, List.of(), side.now()) : List.of();
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
        List<Long> ids = new ArrayList<>();
        pageKeys.forEach(page -> ids.add(KeyIds.of(page)));
        InList.forEach(
                connection,
                "SELECT page_key FROM block_page WHERE id IN (%s)",
                ids,
                row -> missing.remove(row.getString(1)));
        missingPages.addAll(missing);
    }

    private List<ChangedItem> comparePages(Connection connection, long after, TreeMap<Long, String> keys)
            throws SQLException {
        Map<String, TallyStore.PageRow> stored = TallyStore.lockPages(connection, keys.values());
        List<TallyStore.PageWrite> writes = new ArrayList<>();
        for (String key : keys.values()) {
            TallyStore.PageRow row = stored.get(key);
            BlockPage held = row == null ? BlockPage.EMPTY : BlockPage.decode(row.state());
            BlockPage made = make(connection, key);
            pages++;
            if (!held.agrees(made, TOLERANCE)) {
                pagesDiffering++;
                writes.add(new TallyStore.PageWrite(ItemKey.page(key), row == null ? 0 : row.version(), made.encode()));
            }
        }
        return repair ? TallyStore.write(connection, List.of(), writes, side.now()) : List.of();
    }

    private BlockPage make(Connection connection, String key) throws SQLException {
        long first = KeyIds.of(key);
        // Pages of codes are few; their numbers lie anywhere among the negative ids.
        long from = first < 0 ? Long.MIN_VALUE : first;
        long to = first < 0 ? -1 : KeyIds.lastOfPage(key);
        BlockPage page = BlockPage.EMPTY;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT number_key, state, dossier FROM tally WHERE id BETWEEN ? AND ? AND number_key LIKE ?")) {
            statement.setLong(1, from);
            statement.setLong(2, to);
            statement.setString(3, key.substring(0, key.indexOf('x')) + '%');
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    NumberKind kind = Dossier.kind(rows.getBytes(3));
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
