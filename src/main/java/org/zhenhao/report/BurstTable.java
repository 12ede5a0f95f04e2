package org.zhenhao.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SQL on bursts of reports. Stateless; works on the caller's connection and transaction. */
final class BurstTable {
    private static final int SECONDS_AT_MOST = 15;
    private static final int HOUR = 3_600;

    private BurstTable() {}

    /**
     * Many reports on one number within one hour.
     *
     * @param number its key
     * @param hour when it begins, Unix seconds
     * @param reports of single reporters, in whatever state
     * @param networks from how many networks they came
     */
    record Burst(String number, long hour, int reports, int networks) {}

    /**
     * Bursts among the reports stored since, the latest hour first.
     *
     * @param since the least id of the reports to look at
     * @param free how many reports of an hour are no burst
     * @throws SQLException also if it would take too long
     */
    static List<Burst> since(Connection connection, long since, double free, int most) throws SQLException {
        List<Burst> bursts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT number_key, occurred_at / 3600 AS contact_hour, count(*), count(DISTINCT network) FROM report"
                        + " WHERE id >= ? AND tier < 2 GROUP BY number_key, occurred_at / 3600 HAVING count(*) > ?"
                        + " ORDER BY 2 DESC, 3 DESC, 1 LIMIT " + most)) {
            statement.setQueryTimeout(SECONDS_AT_MOST);
            statement.setLong(1, since);
            statement.setLong(2, (long) free);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    bursts.add(new Burst(row.getString(1), row.getLong(2) * HOUR, row.getInt(3), row.getInt(4)));
                }
            }
        }
        return bursts;
    }
}
