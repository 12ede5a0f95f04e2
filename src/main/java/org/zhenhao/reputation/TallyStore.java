package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The write side of the tally tables: rows are locked in the order of their ids, changed, written back with a higher version, and every
 * change is logged in the same transaction. Stateless; all work happens on the caller's connection and transaction.
 */
public final class TallyStore {
    private static final String TALLIES =
            "SELECT number_key, version, state, dossier FROM tally WHERE id IN (%s) ORDER BY id";
    private static final String PAGES = "SELECT page_key, version, state FROM block_page WHERE id IN (%s) ORDER BY id";
    private static final String LOCKED = " FOR UPDATE";

    private TallyStore() {}

    /** A stored tally. */
    public record TallyRow(long version, byte[] state, byte[] dossier) {}

    /** A stored block page. */
    public record PageRow(long version, byte[] state) {}

    /** A tally to store; {@code version} is the one it had, 0 if it is new. */
    public record TallyWrite(ItemKey key, long version, byte[] state, byte[] dossier) {}

    /** A block page to store; {@code version} is the one it had, 0 if it is new. */
    public record PageWrite(ItemKey key, long version, byte[] state) {}

    /** Locks and reads the tallies of these numbers; those that do not exist are missing from the answer. */
    public static Map<String, TallyRow> lockTallies(Connection connection, Collection<String> numbers)
            throws SQLException {
        return tallies(connection, numbers, TALLIES + LOCKED);
    }

    private static Map<String, TallyRow> tallies(Connection connection, Collection<String> numbers, String sql)
            throws SQLException {
        Map<String, TallyRow> rows = new HashMap<>();
        InList.forEach(connection, sql, ids(numbers), row -> {
            rows.put(row.getString(1), new TallyRow(row.getLong(2), row.getBytes(3), row.getBytes(4)));
        });
        return rows;
    }

    /** Reads the tallies of these numbers without locking them; those that do not exist are missing from the answer. */
    public static Map<String, TallyRow> readTallies(Connection connection, Collection<String> numbers)
            throws SQLException {
        return tallies(connection, numbers, TALLIES);
    }

    /** Reads these block pages without locking them; those that do not exist are missing from the answer. */
    public static Map<String, PageRow> readPages(Connection connection, Collection<String> pages) throws SQLException {
        return pages(connection, pages, PAGES);
    }

    /** Locks and reads these block pages; those that do not exist are missing from the answer. */
    public static Map<String, PageRow> lockPages(Connection connection, Collection<String> pages) throws SQLException {
        return pages(connection, pages, PAGES + LOCKED);
    }

    private static Map<String, PageRow> pages(Connection connection, Collection<String> pages, String sql)
            throws SQLException {
        Map<String, PageRow> rows = new HashMap<>();
        InList.forEach(connection, sql, ids(pages), row -> {
            rows.put(row.getString(1), new PageRow(row.getLong(2), row.getBytes(3)));
        });
        return rows;
    }

    private static TreeSet<Long> ids(Collection<String> keys) {
        TreeSet<Long> ids = new TreeSet<>();
        keys.forEach(key -> ids.add(KeyIds.of(key)));
        return ids;
    }

    /**
     * Writes tallies and pages, and logs them as one change. To be the transaction's last act, since the change log's head
     * stays locked until the commit.
     *
     * @param now Unix seconds
     * @return the items as they will be once the transaction has committed
     */
    public static List<ChangedItem> write(
            Connection connection, List<TallyWrite> tallies, List<PageWrite> pages, long now) throws SQLException {
        List<ChangedItem> changed = new ArrayList<>(tallies.size() + pages.size());
        List<Row> rows = new ArrayList<>(tallies.size());
        tallies.forEach(write -> rows.add(new Row(write.key, write.version, List.of(write.state, write.dossier))));
        write(connection, "tally (state, dossier, version, number_key, id)", rows, changed);
        rows.clear();
        pages.forEach(write -> rows.add(new Row(write.key, write.version, List.of(write.state))));
        write(connection, "block_page (state, version, page_key, id)", rows, changed);
        if (!changed.isEmpty()) {
            ChangeLog.append(connection, changed, now);
        }
        return changed;
    }

    /**
     * Logs tallies as changed that are as they were, for something else that their numbers' scores are made from is not. To be the
     * transaction's last act, as {@link #write}.
     *
     * @param tallies those of numbers without a tally are left out
     * @param now Unix seconds
     */
    public static void touch(Connection connection, Collection<ItemKey> tallies, long now) throws SQLException {
        Map<String, TallyRow> rows =
                readTallies(connection, tallies.stream().map(ItemKey::key).toList());
        List<ChangedItem> items = new ArrayList<>(rows.size());
        for (ItemKey tally : tallies) {
            TallyRow row = rows.get(tally.key());
            if (row != null) {
                items.add(new ChangedItem(tally, new Item(row.version, row.state)));
            }
        }
        if (!items.isEmpty()) {
            ChangeLog.append(connection, items, now);
        }
    }

    /** A row to store: what it is found by, the version it had, and its binary columns, of which the first is the item's content. */
    private record Row(ItemKey key, long version, List<byte[]> columns) {}

    /** @param table its name and columns in this order: the binary ones, version, key, id */
    private static void write(Connection connection, String table, List<Row> rows, List<ChangedItem> changed)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String[] columns =
                table.substring(table.indexOf('(') + 1, table.indexOf(')')).split(", ");
        int binary = columns.length - 3;
        String name = table.substring(0, table.indexOf(' '));
        String values = "?" + ", ?".repeat(columns.length - 1);
        String settings = String.join(" = ?, ", List.of(columns).subList(0, binary + 1)) + " = ?";
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + table + " VALUES (" + values + ")");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE " + name + " SET " + settings + " WHERE id = ?")) {
            int inserts = 0;
            for (Row row : rows) {
                boolean isNew = row.version == 0;
                PreparedStatement statement = isNew ? insert : update;
                int next = 1;
                for (byte[] column : row.columns) {
                    statement.setBytes(next++, column);
                }
                statement.setLong(next++, row.version + 1);
                if (isNew) {
                    statement.setString(next++, row.key.key());
                    inserts++;
                }
                statement.setLong(next, KeyIds.of(row.key.key()));
                statement.addBatch();
                changed.add(new ChangedItem(row.key, new Item(row.version + 1, row.columns.get(0))));
            }
            execute(insert, inserts);
            execute(update, rows.size() - inserts);
        }
    }

    private static void execute(PreparedStatement statement, int batched) throws SQLException {
        if (batched > 0) {
            statement.executeBatch();
        }
    }
}
