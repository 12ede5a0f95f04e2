package org.zhenhao.loadtest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Member;
import org.zhenhao.store.StoreKind;

/**
 * Fills an empty store with tallies of millions of numbers, for measuring at a size.
 *
 * <p>The tallies have no reports behind them. A store so filled is good for lookups and for new reports on it, and for
 * nothing else: a rebuild finds every tally to differ, and with {@code repair} it empties them all, which is right. So
 * only a store without a single report or tally is filled, and it is marked in {@code deployment_fact}.
 */
public final class Generator {
    private static final String FACT = "generated";
    private static final long STEP = 1_000_000;

    private final DataSource store;
    private final StoreKind kind;
    private final long numbers;
    private final Templates templates;
    private final Samples samples;
    private final SplittableRandom random = new SplittableRandom(3);
    private final long start = System.nanoTime();
    private long done;

    Generator(String url, long numbers) {
        this.kind = StoreKind.of(url);
        this.store = source(kind, url);
        this.numbers = numbers;
        this.templates = new Templates(Clock.systemUTC().instant().getEpochSecond());
        this.samples = new Samples(numbers);
    }

    /**
     * Takes the store's JDBC URL, how many numbers, and the directory for {@link Samples}. User and password come from
     * {@code ZHENHAO_STORE_USERNAME} and {@code ZHENHAO_STORE_PASSWORD}. The service must not run on the store.
     */
    public static void main(String[] args) throws SQLException, IOException {
        if (args.length != 3) {
            System.err.println("usage: Generator JDBC-URL NUMBERS DIRECTORY-FOR-SAMPLES");
            System.exit(2);
        }
        try {
            new Generator(args[0], Long.parseLong(args[1])).fill(Path.of(args[2]));
        } catch (IllegalStateException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static DataSource source(StoreKind kind, String url) {
        String password = System.getenv().getOrDefault("ZHENHAO_STORE_PASSWORD", "");
        if (kind == StoreKind.POSTGRESQL) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(url);
            source.setUser(System.getenv().getOrDefault("ZHENHAO_STORE_USERNAME", "postgres"));
            source.setPassword(password);
            return source;
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;RETENTION_TIME=1000"
                + ";WRITE_DELAY=10000");
        source.setUser(System.getenv().getOrDefault("ZHENHAO_STORE_USERNAME", "sa"));
        source.setPassword(password);
        return source;
    }

    /**
     * Fills the store and writes the samples.
     *
     * @throws IllegalStateException if somebody's data lie in the store
     */
    void fill(Path directory) throws SQLException, IOException {
        // Held open: H2 would close the database between two connections.
        try (Connection connection = store.getConnection()) {
            Flyway.configure()
                    .dataSource(store)
                    .locations("db/migration/common", "db/migration/" + kind.word())
                    .placeholders(Map.of("collate", kind == StoreKind.POSTGRESQL ? "COLLATE \"C\"" : ""))
                    .load()
                    .migrate();
            guard(connection);
            mark(connection);
            List<PagePlan.Page> pages = PagePlan.of(numbers);
            try (BulkRows rows = kind == StoreKind.POSTGRESQL ? new CopiedRows(store) : new InsertedRows(store)) {
                for (PagePlan.Page page : pages) {
                    write(page, rows);
                }
            }
        }
        samples.write(directory);
        System.out.printf("%d numbers in %.0f s%n", done, seconds());
    }

    private void guard(Connection connection) throws SQLException {
        for (String table : new String[] {"report", "tally", "reporter"}) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
                if (rows.next()) {
                    throw new IllegalStateException(
                            "The store has rows in \"" + table
                                    + "\": only an empty store is filled, since what is made up could not be told from what is true.");
                }
            }
        }
    }

    private void mark(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO deployment_fact (name, fact) VALUES (?, ?)")) {
            insert.setString(1, FACT);
            insert.setString(2, numbers + " numbers made up for measuring, without reports: not for use");
            insert.executeUpdate();
        }
    }

    private void write(PagePlan.Page page, BulkRows rows) throws SQLException {
        BitSet tails = page.tails();
        BlockPage block = BlockPage.EMPTY;
        for (int tail = tails.nextSetBit(0); tail >= 0; tail = tails.nextSetBit(tail + 1)) {
            String number = page.number(tail);
            Templates.Template template = templates.pick(page.kind(), random);
            rows.tally(KeyIds.of(number), number, template.state(), template.dossier());
            block = block.with(tail, Member.NONE, template.member());
            samples.reported(number);
            if (++done % STEP == 0) {
                System.out.printf(
                        "%d million of %.0f, %.0f/s%n", done / STEP, (double) numbers / STEP, done / seconds());
            }
        }
        if (!block.isEmpty()) {
            rows.page(page.id(), page.page(), block.encode());
        }
        samples.page(page, tails);
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
