package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.zhenhao.score.Category;
import org.zhenhao.testing.TestStores;

/** The tables that grow with the reports, cut into months on a real PostgreSQL. */
class MonthsIT {
    private static final String NUMBER = Story.mobile(1);
    private final DataSource store = TestStores.postgresql();

    private Months months(Story story) {
        return new Months(store, Clock.fixed(Instant.ofEpochSecond(story.now()), ZoneOffset.UTC));
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name(String table, long at) {
        YearMonth month = YearMonth.from(Instant.ofEpochSecond(at).atZone(ZoneOffset.UTC));
        return "%s_%d%02d".formatted(table, month.getYear(), month.getMonthValue());
    }

    /** Goes to the middle of the month behind the one that ends with the first partition. */
    private static void passFirst(Story story) throws SQLException {
        Instant present = Instant.now(Clock.systemUTC());
        YearMonth next = YearMonth.from(present.atZone(ZoneOffset.UTC)).plusMonths(1);
        story.at(next.atDay(15).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }

    private void same(Story story) throws SQLException {
        Rebuild.Outcome outcome = new Rebuild(story.side, changed -> {}, false).run();
        assertThat(outcome.numbersDiffering()).isZero();
        assertThat(outcome.pagesDiffering()).isZero();
    }

    @Test
    void migration_ofAStoreWithReports_keepsThemInPlace() throws SQLException {
        Story story = new Story(
                store,
                empty -> Flyway.configure()
                        .dataSource(empty)
                        .locations("db/migration/common")
                        .placeholders(Map.of("collate", ""))
                        .target("16")
                        .load()
                        .migrate());
        List<Report> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sent.add(story.report(Story.mobile(i % 20), i % 70, Category.FRAUD));
        }
        story.send(sent.toArray(Report[]::new));
        String filesBefore = column("SELECT pg_relation_filepath('report')").get(0);
        long rows = Long.parseLong(column("SELECT count(*) FROM report").get(0));

        TestStores.migrate(store);

        assertThat(column("SELECT relkind FROM pg_class WHERE relname = 'report'"))
                .containsExactly("p");
        assertThat(column("SELECT pg_relation_filepath('report_before')")).containsExactly(filesBefore);
        assertThat(column("SELECT count(*) FROM report")).containsExactly(Long.toString(rows));
        assertThat(column("SELECT count(*) FROM report_before")).containsExactly(Long.toString(rows));
        same(story);
        assertThat(story.send(sent.toArray(Report[]::new)).results())
                .allMatch(result -> result.outcome() == Submission.Outcome.DOUBLED);
        assertThat(column("SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " WHERE c.relkind = 'I' AND NOT i.indisvalid"))
                .containsExactly("0");
    }

    @Test
    void reports_ofSeveralMonths_lieInTheirMonths_andAreFoundTogether() throws SQLException {
        Story story = new Story(store);
        Report old = story.report(NUMBER, 1, Category.FRAUD);
        story.send(old);
        passFirst(story);
        assertThat(months(story).ahead()).isEqualTo(3 * Months.Table.values().length);
        assertThat(months(story).ahead()).isZero();
        Written news = story.send(story.report(NUMBER, 2, Category.FRAUD));
        story.pass(31 * Story.DAY);
        months(story).ahead();
        story.send(story.report(NUMBER, 3, Category.FRAUD));

        assertThat(column("SELECT tableoid::regclass FROM report ORDER BY id"))
                .containsExactly(
                        "report_before", name("report", story.now() - 31 * Story.DAY), name("report", story.now()));
        assertThat(story.send(old).results().get(0).outcome()).isEqualTo(Submission.Outcome.DOUBLED);
        same(story);
        long id = news.results().get(0).id();
        assertThat(String.join("\n", column("EXPLAIN SELECT * FROM report WHERE id = " + id)))
                .contains(name("report", story.now() - 31 * Story.DAY))
                .doesNotContain("report_before", "report_later", name("report", story.now()));
    }

    @Test
    void reports_withoutTheirMonth_areAcceptedAndMoveIntoItLater() throws SQLException {
        Story story = new Story(store);
        passFirst(story);
        Report report = story.report(NUMBER, 1, Category.FRAUD);
        story.send(report);
        assertThat(column("SELECT tableoid::regclass FROM report")).containsExactly("report_later");

        months(story).ahead();

        assertThat(column("SELECT tableoid::regclass FROM report")).containsExactly(name("report", story.now()));
        assertThat(story.send(report).results().get(0).outcome()).isEqualTo(Submission.Outcome.DOUBLED);
        same(story);
    }

    @Test
    void drop_takesWholeMonths_andOfReportsEmptyOnesOnly() throws SQLException {
        Story story = new Story(store);
        story.send(story.report(NUMBER, 1, Category.FRAUD));
        execute("INSERT INTO campaign_trace SELECT id, 1, 7, number_key, occurred_at FROM report");
        passFirst(story);
        Months months = months(story);
        months.ahead();
        story.send(story.report(NUMBER, 2, Category.FRAUD));
        execute(
                "INSERT INTO campaign_trace SELECT id, 1, 8, number_key, occurred_at FROM report WHERE id = (SELECT MAX(id) FROM report)");
        Instant middle = Instant.ofEpochSecond(story.now());

        assertThat(months.drop(Months.Table.CAMPAIGN_TRACE, middle.minus(Duration.ofDays(16))))
                .isZero();
        assertThat(months.drop(Months.Table.CAMPAIGN_TRACE, middle)).isEqualTo(1);
        months.dropEmpty(Months.Table.REPORT, middle);

        assertThat(column("SELECT mark FROM campaign_trace")).containsExactly("8");
        assertThat(column("SELECT count(*) FROM report")).containsExactly("2");
        execute("DELETE FROM report_before");
        months.dropEmpty(Months.Table.REPORT, middle);
        assertThat(column("SELECT to_regclass('report_before')")).containsExactly((String) null);
        assertThat(column("SELECT count(*) FROM report")).containsExactly("1");
    }
}
