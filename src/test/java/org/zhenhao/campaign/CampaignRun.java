package org.zhenhao.campaign;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SplittableRandom;
import org.flywaydb.core.Flyway;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.store.StoreDriver;

/**
 * Measures how long it takes to find the campaigns in a store, and in how much memory. The store is made up: two fifths of its
 * marks belong to campaigns of twenty numbers, the rest stand alone.
 */
public final class CampaignRun {
    private static final long DAY = 86_400;
    private static final long WINDOW = 60 * DAY;
    private static final int NUMBERS = 20;
    private static final int PEOPLE = 60;
    private static final int BATCH = 2_000;
    private static final int COMMIT = 20_000;

    private final SplittableRandom random = new SplittableRandom(11);
    private final long now = Clock.systemUTC().instant().getEpochSecond();
    private final List<TraceTable.Left> traces = new ArrayList<>(BATCH);
    private long reports;
    private long marks;
    private long committed;

    private CampaignRun() {}

    /** Takes {@code fill} or {@code run}, the store's JDBC URL, and how many marks. */
    public static void main(String[] args) throws SQLException {
        String url = args[1];
        if (args[0].equals("fill")) {
            schema(url);
        }
        Properties login = new Properties();
        login.setProperty("user", user(url));
        login.setProperty("password", System.getenv().getOrDefault("ZHENHAO_STORE_PASSWORD", ""));
        try (Connection connection = Objects.requireNonNull(new StoreDriver().connect(url, login), url)) {
            CampaignRun run = new CampaignRun();
            if (args[0].equals("fill")) {
                connection.setAutoCommit(false);
                run.fill(connection, Long.parseLong(args[2]));
                connection.commit();
            } else {
                run.measure(connection, "first");
                run.measure(connection, "again");
            }
        }
    }

    private static String user(String url) {
        return System.getenv().getOrDefault("ZHENHAO_STORE_USERNAME", url.startsWith("jdbc:h2") ? "sa" : "postgres");
    }

    private static void schema(String url) {
        boolean h2 = url.startsWith("jdbc:h2");
        // Names are written as the service's driver has them.
        String same = url + (h2 ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" : "");
        Flyway.configure()
                .dataSource(same, user(url), System.getenv().getOrDefault("ZHENHAO_STORE_PASSWORD", ""))
                .locations("db/migration/common", "db/migration/" + (h2 ? "h2" : "postgresql"))
                .placeholders(Map.of("collate", h2 ? "" : "COLLATE \"C\""))
                .load()
                .migrate();
    }

    private void fill(Connection connection, long most) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO report (id, number_id, number_key,"
                + " number_kind, channel, category, occurred_at, accepted_at, digest, reporter_short, reporter, network,"
                + " weight, tier, state, client) VALUES (?, ?, ?, 1, 1, 2, ?, ?, 0, ?, ?, ?, 1, 1, 0, 'made up')")) {
            while (marks < most) {
                long text = random.nextLong();
                long signature = random.nextLong();
                for (int person = 0; person < PEOPLE; person++) {
                    String number = "+86165"
                            + String.format(
                                    "%08d", (text >>> 32) % 5_000_000 * NUMBERS % 100_000_000L + person % NUMBERS);
                    long slight = person % 3 == 0 ? 1L << random.nextInt(64) : 0;
                    report(
                            insert,
                            number,
                            List.of(
                                    new Trace(Trace.Kind.TEXT, text ^ slight),
                                    new Trace(Trace.Kind.SIGNATURE, signature)));
                }
                for (int alone = 0; alone < 3 * PEOPLE; alone++) {
                    report(
                            insert,
                            "+86138" + String.format("%08d", random.nextInt(100_000_000)),
                            List.of(new Trace(
                                    alone % 5 == 0 ? Trace.Kind.TEXT : Trace.Kind.CASE_KEY, random.nextLong())));
                }
                flush(connection, insert);
            }
        }
        System.out.println(marks + " marks of " + reports + " reports");
    }

    private void report(PreparedStatement insert, String number, List<Trace> left) throws SQLException {
        long id = ++reports;
        long at = now - random.nextLong(50 * DAY);
        insert.setLong(1, id);
        insert.setLong(2, KeyIds.of(number));
        insert.setString(3, number);
        insert.setLong(4, at);
        insert.setLong(5, at);
        insert.setLong(6, random.nextLong());
        insert.setBytes(7, new byte[] {1});
        insert.setLong(8, random.nextInt(1_000_000));
        insert.addBatch();
        traces.add(new TraceTable.Left(id, number, at, left));
        marks += left.size();
    }

    private void flush(Connection connection, PreparedStatement insert) throws SQLException {
        insert.executeBatch();
        TraceTable.insert(connection, traces);
        traces.clear();
        if (marks - committed > COMMIT) {
            connection.commit();
            committed = marks;
        }
    }

    private void measure(Connection connection, String name) throws SQLException {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        System.gc();
        long before = heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long began = System.nanoTime();
        long worked = cpu();
        connection.setAutoCommit(false);
        CampaignFinder finder = new CampaignFinder(new Rules(3, 5, 4), WINDOW, number -> false, now);
        List<Cluster> clusters = finder.find(connection);
        long found = System.nanoTime();
        int changed = finder.write(connection, clusters).size();
        connection.commit();
        long done = System.nanoTime();
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                "%s: found in %.1f s, written in %.1f s, %.1f s of CPU time of this process; %d marks, %d campaigns, %d members, %d changed; heap at most %d MB, %d MB before, limit %d MB%n",
                name,
                (found - began) / 1e9,
                (done - found) / 1e9,
                (cpu() - worked) / 1e9,
                marks(connection),
                clusters.size(),
                clusters.stream().mapToInt(cluster -> cluster.members().size()).sum(),
                changed,
                peak >> 20,
                before >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static long marks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM campaign_trace")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
