package org.zhenhao.reputation;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.registry.Registration;
import org.zhenhao.registry.Registry;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Tally;

/**
 * Walks everything that is known, in the order of {@link KeyIds}: all numbers with a tally or a registration, or all block pages.
 *
 * <p>Reads in short queries along the tables' keys, numbers and pages side by side, so that any number of rows takes the same
 * memory and no transaction stays open. What changes meanwhile may be seen or not. Thread-safe: each walk has its own state.
 */
@Singleton
public class ReputationScan {
    private static final int CHUNK = 4_096;
    private static final String TALLIES =
            "SELECT id, number_key, state FROM tally WHERE id > ? ORDER BY id LIMIT " + CHUNK;
    private static final String PAGES =
            "SELECT id, page_key, state FROM block_page WHERE id > ? ORDER BY id LIMIT " + CHUNK;

    private final DataSource dataSource;
    private final Registry registry;
    private final NumberParser parser;

    @Inject
    ReputationScan(DataSource dataSource, Registry registry, NumberParser parser) {
        this.dataSource = dataSource;
        this.registry = registry;
        this.parser = parser;
    }

    /** Takes what a walk meets. */
    @FunctionalInterface
    public interface NumberVisitor {
        /** Takes a number; ids ascend. */
        void number(long id, Evidence evidence, @Nullable Registration registration) throws Exception;
    }

    /** Takes what a walk meets. */
    @FunctionalInterface
    public interface PageVisitor {
        /** Takes a block page; ids ascend. */
        void page(long id, String key, BlockPage page) throws Exception;
    }

    /** Walks all numbers. */
    public void numbers(NumberVisitor visitor) throws Exception {
        Rows tallies = new Rows(TALLIES);
        Rows pages = new Rows(PAGES);
        TreeMap<Long, Registration> registered = new TreeMap<>();
        TreeMap<Long, String> keys = new TreeMap<>();
        for (Map.Entry<String, Registration> entry : registry.all().entrySet()) {
            registered.put(KeyIds.of(entry.getKey()), entry.getValue());
            keys.put(KeyIds.of(entry.getKey()), entry.getKey());
        }
        for (Row row = tallies.next(); row != null || !keys.isEmpty(); ) {
            Map.Entry<Long, String> next = keys.firstEntry();
            if (next != null && (row == null || next.getKey() <= row.id)) {
                keys.pollFirstEntry();
                if (row == null || next.getKey() < row.id) {
                    visit(next.getKey(), next.getValue(), Tally.EMPTY, pages, visitor);
                }
                continue;
            }
            if (row != null) {
                visit(row.id, row.key, Tally.decode(row.state), pages, visitor);
                row = tallies.next();
            }
        }
    }

    private void visit(long id, String key, Tally tally, Rows pages, NumberVisitor visitor) throws Exception {
        ParsedNumber number;
        try {
            number = parser.parse(key, Channel.CALL, "CN");
        } catch (RefusedNumberException unreadable) {
            return;
        }
        Blocks blocks = Blocks.of(key, number.kind());
        Row page = blocks == null ? null : pages.at(KeyIds.of(blocks.page()), blocks.page());
        Registration registration = registry.find(key);
        visitor.number(
                id,
                new Evidence(
                        number,
                        tally,
                        page == null ? BlockPage.EMPTY : BlockPage.decode(page.state),
                        Reputation.standing(registration)),
                registration);
    }

    /** Walks all block pages that hold a reported number. */
    public void pages(PageVisitor visitor) throws Exception {
        Rows pages = new Rows(PAGES);
        for (Row row = pages.next(); row != null; row = pages.next()) {
            BlockPage page = BlockPage.decode(row.state);
            if (!page.isEmpty()) {
                visitor.page(row.id, row.key, page);
            }
        }
    }

    private record Row(long id, String key, byte[] state) {}

    /** The rows of a table in the order of their ids. */
    private final class Rows {
        private final String select;
        private final Deque<Row> waiting = new ArrayDeque<>();
        private long last = Long.MIN_VALUE;
        private boolean ended;
        private @Nullable Row current;

        Rows(String select) {
            this.select = select;
        }

        @Nullable
        Row next() throws SQLException {
            if (waiting.isEmpty() && !ended) {
                load();
            }
            return waiting.poll();
        }

        /** The row of a key, whose id is not below the last one asked for; a walk meets ids without order only below zero. */
        @Nullable
        Row at(long id, String key) throws SQLException {
            if (id < 0) {
                return lone(id, key);
            }
            while (current == null || current.id < id) {
                if (current != null && ended && waiting.isEmpty()) {
                    return null;
                }
                Row following = next();
                if (following == null) {
                    return null;
                }
                current = following;
            }
            return current.id == id && current.key.equals(key) ? current : null;
        }

        private @Nullable Row lone(long id, String key) throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                Map<String, TallyStore.PageRow> found = TallyStore.readPages(connection, java.util.List.of(key));
                TallyStore.PageRow row = found.get(key);
                return row == null ? null : new Row(id, key, row.state());
            }
        }

        private void load() throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement(select)) {
                statement.setLong(1, last);
                statement.setFetchSize(CHUNK);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        waiting.add(new Row(rows.getLong(1), rows.getString(2), rows.getBytes(3)));
                    }
                }
            }
            ended = waiting.size() < CHUNK;
            last = waiting.isEmpty() ? last : waiting.getLast().id;
        }
    }
}
