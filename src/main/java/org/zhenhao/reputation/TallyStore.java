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
            "SELECT number_key, version, state, dossier FROM tally WHERE id IN (%s) ORDER BY id FOR UPDATE";
    private static final String PAGES =
            "SELECT page_key, version, state FROM block_page WHERE id IN (%s) ORDER BY id FOR UPDATE";

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
        Map<String, TallyRow> rows = new HashMap<>();
        InList.forEach(connection, TALLIES, ids(numbers), row -> {
            rows.put(row.getString(1), new TallyRow(row.getLong(2), row.getBytes(3), row.getBytes(4)));
        });
        return rows;
    }

    /** Locks and reads these block pages; those that do not exist are missing from the answer. */
    public static Map<String, PageRow> lockPages(Connection connection, Collection<String> pages) throws SQLException {
        Map<String, PageRow> rows = new HashMap<>();
        InList.forEach(connection, PAGES, ids(pages), row -> {
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
        writeTallies(connection, tallies, changed);
        writePages(connection, pages, changed);
        if (!changed.isEmpty()) {
            ChangeLog.append(connection, changed, now);
        }
        return changed;
    }

    private static void writeTallies(Connection connection, List<TallyWrite> tallies, List<ChangedItem> changed)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO tally (number_key, version, state, dossier, id) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE tally SET version = ?, state = ?, dossier = ? WHERE id = ?")) {
            int inserts = 0;
            int updates = 0;
            for (TallyWrite write : tallies) {
                long version = write.version + 1;
                if (write.version == 0) {
                    insert.setString(1, write.key.key());
                    insert.setLong(2, version);
                    insert.setBytes(3, write.state);
                    insert.setBytes(4, write.dossier);
                    insert.setLong(5, KeyIds.of(write.key.key()));
                    insert.addBatch();
                    inserts++;
                } else {
                    update.setLong(1, version);
                    update.setBytes(2, write.state);
                    update.setBytes(3, write.dossier);
                    update.setLong(4, KeyIds.of(write.key.key()));
                    update.addBatch();
                    updates++;
                }
                changed.add(new ChangedItem(write.key, new Item(version, write.state)));
            }
            execute(insert, inserts);
            execute(update, updates);
        }
    }

    private static void writePages(Connection connection, List<PageWrite> pages, List<ChangedItem> changed)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO block_page (page_key, version, state, id) VALUES (?, ?, ?, ?)");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE block_page SET version = ?, state = ? WHERE id = ?")) {
            int inserts = 0;
            int updates = 0;
            for (PageWrite write : pages) {
                long version = write.version + 1;
                if (write.version == 0) {
                    insert.setString(1, write.key.key());
                    insert.setLong(2, version);
                    insert.setBytes(3, write.state);
                    insert.setLong(4, KeyIds.of(write.key.key()));
                    insert.addBatch();
                    inserts++;
                } else {
                    update.setLong(1, version);
                    update.setBytes(2, write.state);
                    update.setLong(3, KeyIds.of(write.key.key()));
                    update.addBatch();
                    updates++;
                }
                changed.add(new ChangedItem(write.key, new Item(version, write.state)));
            }
            execute(insert, inserts);
            execute(update, updates);
        }
    }

    private static void execute(PreparedStatement statement, int batched) throws SQLException {
        if (batched > 0) {
            statement.executeBatch();
        }
    }
}
