package org.zhenhao.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQL on campaigns. Stateless; works on the caller's connection and transaction. */
final class CampaignTable {
    private CampaignTable() {}

    /** A stored member. */
    record Row(String campaign, Cluster.Member member, long joined) {}

    /** A stored campaign. */
    record Head(
            String id,
            long created,
            long first,
            long last,
            @Nullable Long ended,
            int people,
            boolean thirdParties) {}

    /** A link that was cut. */
    record Cut(
            String number,
            String campaign,
            long at,
            String actor,
            @Nullable String note) {}

    /** All members, by number. */
    static Map<String, Row> members(Connection connection) throws SQLException {
        Map<String, Row> members = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT number_key, campaign_id, links, share,"
                        + " networks, first_at, last_at, joined_at FROM campaign_member");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                members.put(rows.getString(1), row(rows));
            }
        }
        return members;
    }

    /** The members of one campaign, the latest at work first. */
    static Map<String, Row> members(Connection connection, String campaign, int most) throws SQLException {
        Map<String, Row> members = new java.util.LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT number_key, campaign_id, links, share,"
                + " networks, first_at, last_at, joined_at FROM campaign_member WHERE campaign_id = ?"
                + " ORDER BY last_at DESC, number_key LIMIT " + most)) {
            statement.setString(1, campaign);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    members.put(rows.getString(1), row(rows));
                }
            }
        }
        return members;
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString(2),
                new Cluster.Member(
                        Trace.Kind.ofBits(rows.getInt(3)),
                        rows.getDouble(4),
                        rows.getInt(5),
                        rows.getLong(6),
                        rows.getLong(7)),
                rows.getLong(8));
    }

    static void remove(Connection connection, Collection<String> numbers) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM campaign_member WHERE number_key = ?")) {
            for (String number : numbers) {
                delete.setString(1, number);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    static void add(Connection connection, Map<String, Row> members) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO campaign_member (number_key,"
                        + " campaign_id, links, share, networks, first_at, last_at, joined_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<String, Row> entry : members.entrySet()) {
                Cluster.Member member = entry.getValue().member();
                insert.setString(1, entry.getKey());
                insert.setString(2, entry.getValue().campaign());
                insert.setInt(3, Trace.Kind.bits(member.links()));
                insert.setDouble(4, member.share());
                insert.setInt(5, member.networks());
                insert.setLong(6, member.first());
                insert.setLong(7, member.last());
                insert.setLong(8, entry.getValue().joined());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Campaigns that go on. */
    static Map<String, Head> alive(Connection connection) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, created_at, first_at, last_at,"
                        + " ended_at, people, third_parties FROM campaign WHERE ended_at IS NULL");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Head head = head(rows);
                heads.put(head.id(), head);
            }
        }
        return heads;
    }

    static @Nullable Head find(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, created_at, first_at, last_at,"
                + " ended_at, people, third_parties FROM campaign WHERE id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? head(rows) : null;
            }
        }
    }

    private static Head head(ResultSet rows) throws SQLException {
        long ended = rows.getLong(5);
        @Nullable Long end = rows.wasNull() ? null : (Long) ended;
        return new Head(
                rows.getString(1),
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4),
                end,
                rows.getInt(6),
                rows.getBoolean(7));
    }

    /** Enters campaigns in place of what was stored of them. */
    static void put(Connection connection, List<Head> heads) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM campaign WHERE id = ?");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO campaign (id, created_at, first_at,"
                        + " last_at, ended_at, people, third_parties) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (Head head : heads) {
                delete.setString(1, head.id());
                delete.addBatch();
                insert.setString(1, head.id());
                insert.setLong(2, head.created());
                insert.setLong(3, head.first());
                insert.setLong(4, head.last());
                insert.setObject(5, head.ended(), java.sql.Types.BIGINT);
                insert.setInt(6, head.people());
                insert.setBoolean(7, head.thirdParties());
                insert.addBatch();
            }
            delete.executeBatch();
            insert.executeBatch();
        }
    }

    /** Cuts by number. */
    static Map<String, Cut> cuts(Connection connection) throws SQLException {
        Map<String, Cut> cuts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT number_key, campaign_id, cut_at, actor, note FROM campaign_cut");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                cuts.put(
                        rows.getString(1),
                        new Cut(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getString(4),
                                rows.getString(5)));
            }
        }
        return cuts;
    }

    static void put(Connection connection, Cut cut) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM campaign_cut WHERE number_key = ?");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO campaign_cut (number_key,"
                        + " campaign_id, cut_at, actor, note) VALUES (?, ?, ?, ?, ?)")) {
            delete.setString(1, cut.number());
            delete.executeUpdate();
            insert.setString(1, cut.number());
            insert.setString(2, cut.campaign());
            insert.setLong(3, cut.at());
            insert.setString(4, cut.actor());
            insert.setString(5, cut.note());
            insert.executeUpdate();
        }
    }

    /** What was reported on a day. */
    record Day(long day, int numbers, int reports) {}

    /** The days of a campaign's reports that count now, oldest first. */
    static List<Day> days(Connection connection, String campaign) throws SQLException {
        List<Day> days = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT t.contact_at / 86400 AS d,"
                + " COUNT(DISTINCT t.number_key), COUNT(DISTINCT t.report_id) FROM campaign_member m"
                + " JOIN campaign_trace t ON t.number_key = m.number_key JOIN report r ON r.id = t.report_id"
                + " WHERE m.campaign_id = ? AND r.state = 0 GROUP BY t.contact_at / 86400 ORDER BY 1")) {
            statement.setString(1, campaign);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    days.add(new Day(rows.getLong(1), rows.getInt(2), rows.getInt(3)));
                }
            }
        }
        return days;
    }

    /** Makes every replica read the members anew. */
    static void raise(Connection connection) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(
                "UPDATE snapshot_version SET version = version + 1 WHERE name = 'campaign'")) {
            raise.executeUpdate();
        }
    }

    /** Waits until nobody else changes campaigns, and keeps others waiting until the transaction ends. */
    static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                        "SELECT version FROM snapshot_version WHERE name = 'campaign' FOR UPDATE");
                ResultSet rows = lock.executeQuery()) {
            rows.next();
        }
    }
}
