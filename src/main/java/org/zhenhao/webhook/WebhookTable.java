package org.zhenhao.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.Ids;

/** The stored webhooks and the deliveries given up. Thread-safe; blocks. */
@Singleton
class WebhookTable {
    private static final String COLUMNS =
            "SELECT id, client, url, cursor_seq, failures, next_at, last_error, created_at FROM webhook ";
    private static final int ID_CHARACTERS = 16;
    private static final int LONGEST_ERROR = 200;

    private final DataSource store;

    @Inject
    WebhookTable(DataSource store) {
        this.store = store;
    }

    /** A stored webhook; times in Unix seconds. */
    record Webhook(
            String id,
            String client,
            String url,
            long cursor,
            int failures,
            long nextAt,
            @Nullable String lastError,
            long createdAt) {}

    /** A delivery given up. */
    record Dead(String id, long from, long to, String error, long givenUpAt) {}

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private int change(String sql, Binding binding) throws SQLException {
        try (Connection connection = store.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.to(statement);
            return statement.executeUpdate();
        }
    }

    Webhook add(String client, String url, long cursor, long now) throws SQLException {
        Webhook made = new Webhook("wh_" + Ids.random(ID_CHARACTERS), client, url, cursor, 0, now, null, now);
        change(
                "INSERT INTO webhook (id, client, url, cursor_seq, failures, next_at, busy_until, created_at)"
                        + " VALUES (?, ?, ?, ?, 0, ?, 0, ?)",
                statement -> {
                    statement.setString(1, made.id);
                    statement.setString(2, client);
                    statement.setString(3, url);
                    statement.setLong(4, cursor);
                    statement.setLong(5, now);
                    statement.setLong(6, now);
                });
        return made;
    }

    boolean remove(String id, String client) throws SQLException {
        boolean removed = change("DELETE FROM webhook WHERE id = ? AND client = ?", statement -> {
                    statement.setString(1, id);
                    statement.setString(2, client);
                })
                > 0;
        if (removed) {
            change("DELETE FROM webhook_dead WHERE webhook = ?", statement -> statement.setString(1, id));
        }
        return removed;
    }

    List<Webhook> of(String client) throws SQLException {
        return list(COLUMNS + "WHERE client = ? ORDER BY created_at, id", statement -> statement.setString(1, client));
    }

    /** Those with something to tell, that nobody is telling now. */
    List<Webhook> due(long head, long now, int limit) throws SQLException {
        return list(
                COLUMNS + "WHERE cursor_seq < ? AND next_at <= ? AND busy_until < ? ORDER BY next_at LIMIT ?",
                statement -> {
                    statement.setLong(1, head);
                    statement.setLong(2, now);
                    statement.setLong(3, now);
                    statement.setInt(4, limit);
                });
    }

    /** Takes a webhook for this replica for a while; false if another has it. */
    boolean claim(String id, long now, long until) throws SQLException {
        return change("UPDATE webhook SET busy_until = ? WHERE id = ? AND busy_until < ?", statement -> {
                    statement.setLong(1, until);
                    statement.setString(2, id);
                    statement.setLong(3, now);
                })
                > 0;
    }

    void told(String id, long cursor, long now) throws SQLException {
        change(
                "UPDATE webhook SET cursor_seq = ?, failures = 0, next_at = ?, busy_until = 0, last_error = NULL WHERE id = ?",
                statement -> {
                    statement.setLong(1, cursor);
                    statement.setLong(2, now);
                    statement.setString(3, id);
                });
    }

    void failed(String id, String error, long nextAt) throws SQLException {
        change(
                "UPDATE webhook SET failures = failures + 1, next_at = ?, busy_until = 0, last_error = ? WHERE id = ?",
                statement -> {
                    statement.setLong(1, nextAt);
                    statement.setString(2, cut(error));
                    statement.setString(3, id);
                });
    }

    /** Puts a delivery among the dead and goes on behind it. */
    void giveUp(Webhook webhook, long to, String error, long now) throws SQLException {
        change(
                "INSERT INTO webhook_dead (id, webhook, from_seq, to_seq, error, given_up_at) VALUES (?, ?, ?, ?, ?, ?)",
                statement -> {
                    statement.setString(1, "wd_" + Ids.random(ID_CHARACTERS));
                    statement.setString(2, webhook.id);
                    statement.setLong(3, webhook.cursor);
                    statement.setLong(4, to);
                    statement.setString(5, cut(error));
                    statement.setLong(6, now);
                });
        told(webhook.id, to, now);
    }

    List<Dead> dead(String webhook) throws SQLException {
        List<Dead> dead = new ArrayList<>();
        try (Connection connection = store.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT id, from_seq, to_seq, error, given_up_at FROM webhook_dead WHERE webhook = ?"
                                + " ORDER BY given_up_at, id LIMIT 1000")) {
            query.setString(1, webhook);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    dead.add(new Dead(
                            rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getString(4), rows.getLong(5)));
                }
            }
        }
        return dead;
    }

    /** Tells it again from where the oldest dead delivery began, and forgets the dead. */
    boolean revive(String webhook, String client, long now) throws SQLException {
        List<Dead> dead = dead(webhook);
        if (dead.isEmpty()) {
            return false;
        }
        long from = dead.stream().mapToLong(Dead::from).min().orElse(0);
        boolean own = change(
                        "UPDATE webhook SET cursor_seq = LEAST(cursor_seq, ?), failures = 0, next_at = ? WHERE id = ? AND client = ?",
                        statement -> {
                            statement.setLong(1, from);
                            statement.setLong(2, now);
                            statement.setString(3, webhook);
                            statement.setString(4, client);
                        })
                > 0;
        if (own) {
            change("DELETE FROM webhook_dead WHERE webhook = ?", statement -> statement.setString(1, webhook));
        }
        return own;
    }

    private List<Webhook> list(String sql, Binding binding) throws SQLException {
        List<Webhook> list = new ArrayList<>();
        try (Connection connection = store.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            binding.to(query);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    list.add(new Webhook(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getInt(5),
                            rows.getLong(6),
                            rows.getString(7),
                            rows.getLong(8)));
                }
            }
        }
        return list;
    }

    private static String cut(String error) {
        return error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
    }
}
