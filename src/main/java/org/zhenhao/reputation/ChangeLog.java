package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The log of committed changes: gap-free and in commit order.
 *
 * <p>A database sequence would not do: it is drawn before the commit, so a reader that has seen 7 may meet a late 6. Here
 * the number is drawn by updating one row as the transaction's last act; the row stays locked until the commit, hence
 * numbers become visible one after the other, in order. Transactions queue for the row only while their predecessor
 * commits, which group commit makes rare.
 */
final class ChangeLog {
    private ChangeLog() {}

    /** Appends one entry that names all changed items with their new versions. */
    static void append(Connection connection, List<ChangedItem> changed, long now) throws SQLException {
        String items = format(changed);
        try (PreparedStatement draw =
                connection.prepareStatement("UPDATE change_head SET seq = seq + 1 WHERE id = 1")) {
            draw.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO change_log (seq, changed_at, items)"
                + " SELECT seq, ?, ? FROM change_head WHERE id = 1")) {
            insert.setLong(1, now);
            insert.setString(2, items);
            insert.executeUpdate();
        }
    }

    /** The number of the last committed change. */
    static long head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT seq FROM change_head WHERE id = 1");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String format(List<ChangedItem> changed) {
        StringBuilder text = new StringBuilder(changed.size() * 40);
        for (ChangedItem item : changed) {
            text.append(item.key().type() == ItemKey.Type.TALLY ? "T\t" : "P\t")
                    .append(item.key().key())
                    .append('\t')
                    .append(item.key().tag())
                    .append('\t')
                    .append(item.item().version())
                    .append('\n');
        }
        return text.toString();
    }
}
