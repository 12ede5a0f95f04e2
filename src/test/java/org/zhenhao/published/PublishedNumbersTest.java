package org.zhenhao.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.zhenhao.dialer.DialerProfile;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.snapshot.Published;

@QuarkusTest
@TestProfile(DialerProfile.class)
class PublishedNumbersTest {
    @Inject
    PublishedNumbers published;

    @Inject
    DataSource store;

    @Inject
    Judge judge;

    @Inject
    Clock clock;

    @Test
    void poll_ofAnotherReplica_takesOverWhatThisOnePublished() throws SQLException {
        PublishedNumbers other = new PublishedNumbers(store, judge, clock);
        other.start(new StartupEvent());
        other.poll();
        Edition before = Objects.requireNonNull(other.current());
        Published.reportOnce("+8613600000088", 25);
        published.refresh();

        other.poll();

        Edition after = Objects.requireNonNull(other.current());
        assertThat(after.version()).isGreaterThan(before.version()).isEqualTo(published.head());
        assertThat(after.entries())
                .isEqualTo(Objects.requireNonNull(published.current()).entries())
                .extracting(PublishedEntry::key)
                .contains("+8613600000088")
                .isSorted();
    }

    @Test
    void with_changes_addsReplacesAndRemoves() {
        Edition before = new Edition(7, List.of(entry("+1", 50), entry("+3", 50), entry("+5", 50)));

        Edition after = before.with(List.of(
                new PublishedChange(8, entry("+5", 90), false),
                new PublishedChange(9, entry("+3", 50), true),
                new PublishedChange(11, entry("+2", 60), false),
                new PublishedChange(12, entry("+4", 60), true)));

        assertThat(after).isEqualTo(new Edition(12, List.of(entry("+1", 50), entry("+2", 60), entry("+5", 90))));
        assertThat(after.with(List.of())).isEqualTo(after);
    }

    private static PublishedEntry entry(String key, int band) {
        return new PublishedEntry(key, NumberKind.MOBILE, Level.HIGH, band, Category.FRAUD, 5);
    }
}
