package org.zhenhao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.PostgresProfile;

@QuarkusTest
@TestProfile(PostgresProfile.class)
class PrivacyOnPostgresTest extends PrivacyTest {
    @Test
    void retention_ofAWholeMonth_dropsItsPartitions_andTheTalliesFollow() throws SQLException {
        String key = key();
        report(
                key,
                "fay",
                "16511990006",
                java.util.Map.of("case", "a case", "conduct", java.util.List.of("threatened")));
        // The month in which the schema was made is over by then.
        Instant later = Instant.now(Clock.systemUTC()).plus(Duration.ofDays(40));
        // Another test may have swept up to a moment that was to come.
        change("DELETE FROM retention_state");
        for (Kind kind : Kind.values()) {
            retention.enforce(kind, later);
        }

        assertThat(
                        column(
                                "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE '%\\_before'"))
                .isEmpty();
        assertThat(lookup("16511990006").getInt("reports.negative")).isZero();
        // Whatever is accepted now belongs to no month any more, and is accepted all the same.
        report(key, "gus", "16511990006", java.util.Map.of());
        assertThat(column("SELECT tableoid::regclass FROM report WHERE number_key = '+8616511990006'"))
                .containsExactly("report_later");
        assertThat(months.ahead()).isEqualTo(3 * 5);
        assertThat(column("SELECT tableoid::regclass FROM report WHERE number_key = '+8616511990006'"))
                .isNotEmpty()
                .doesNotContain("report_later");
        assertThat(lookup("16511990006").getInt("reports.negative")).isEqualTo(1);
    }
}
