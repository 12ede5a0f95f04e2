package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.score.Category;
import org.zhenhao.score.Policy;
import org.zhenhao.store.Durability;

/** What becomes of the tallies when the service comes back under another policy; run on each database. */
abstract class AbstractPolicyChangeTest {
    private static final int NUMBERS = 30;
    private static final Policy OTHER = Policy.of(
            Map.of("half-life.fraud", "50", "cap.bad", "9", "half-life.block", "60", "weight.burst-free", "2"));

    private Story story;

    abstract DataSource newStore();

    @BeforeEach
    void open() throws SQLException {
        story = new Story(newStore());
        assertThat(new PolicyProgress(story.side).begin()).isEqualTo(PolicyProgress.State.CURRENT);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Report report = story.report(
                    Story.mobile(random.nextInt(NUMBERS)), random.nextInt(50), Category.ofCode(random.nextInt(5)));
            story.send(report);
            story.pass(random.nextInt(4_000));
        }
    }

    private WriteSide under(Policy policy) {
        return new WriteSide(story.store, Durability.BY_COMMIT, policy, number -> false, Clock.systemUTC());
    }

    private static Rebuild.Outcome rebuild(WriteSide side) throws SQLException {
        return new Rebuild(side, changed -> {}, false).run();
    }

    private static int finish(PolicyProgress progress) throws SQLException {
        int numbers = 0;
        Optional<PolicyProgress.Batch> batch = progress.step(7);
        while (batch.isPresent() && batch.get().numbers() > 0) {
            numbers += batch.get().numbers();
            batch = progress.step(7);
        }
        return numbers;
    }

    @Test
    void begin_samePolicy_hasNothingToDo() throws SQLException {
        PolicyProgress again = new PolicyProgress(story.side);

        assertThat(again.begin()).isEqualTo(PolicyProgress.State.CURRENT);
        assertThat(again.step(10)).isEmpty();
    }

    @Test
    void step_otherPolicy_endsWithWhatARebuildWouldMake() throws SQLException {
        WriteSide other = under(OTHER);
        PolicyProgress progress = new PolicyProgress(other);
        assertThat(rebuild(other).numbersDiffering()).isPositive();
        assertThat(progress.begin()).isEqualTo(PolicyProgress.State.REBUILDING);
        assertThat(progress.state()).isEqualTo(PolicyProgress.State.REBUILDING);

        assertThat(finish(progress)).isEqualTo(NUMBERS);

        assertThat(progress.state()).isEqualTo(PolicyProgress.State.CURRENT);
        assertThat(rebuild(other).numbersDiffering()).isZero();
        assertThat(rebuild(other).pagesDiffering()).isZero();
        assertThat(new PolicyProgress(other).begin()).isEqualTo(PolicyProgress.State.CURRENT);
    }

    @Test
    void step_interruptedAndStartedAgain_goesOnWhereItWas() throws SQLException {
        PolicyProgress first = new PolicyProgress(under(OTHER));
        first.begin();
        assertThat(first.step(10).orElseThrow().numbers()).isEqualTo(10);

        PolicyProgress second = new PolicyProgress(under(OTHER));
        assertThat(second.begin()).isEqualTo(PolicyProgress.State.REBUILDING);
        assertThat(finish(second)).isEqualTo(NUMBERS - 10);
        assertThat(rebuild(under(OTHER)).numbersDiffering()).isZero();
    }

    @Test
    void step_reportsMeanwhile_areNotLost() throws SQLException {
        WriteSide other = under(OTHER);
        PolicyProgress progress = new PolicyProgress(other);
        progress.begin();
        progress.step(10);
        ReportWriter writer = new ReportWriter(other);
        for (int i = 0; i < NUMBERS; i++) {
            writer.write(List.of(new Submission(story.report(Story.mobile(i), 900 + i, Category.THREAT), null)));
        }
        finish(progress);

        assertThat(rebuild(other).numbersDiffering()).isZero();
        assertThat(rebuild(other).pagesDiffering()).isZero();
    }

    @Test
    void step_backToTheFirstPolicyHalfway_makesAllAnew() throws SQLException {
        PolicyProgress forth = new PolicyProgress(under(OTHER));
        forth.begin();
        forth.step(10);
        PolicyProgress back = new PolicyProgress(story.side);

        assertThat(back.begin()).isEqualTo(PolicyProgress.State.REBUILDING);
        assertThat(forth.step(10)).isEmpty();
        assertThat(forth.state()).isEqualTo(PolicyProgress.State.OTHER);
        finish(back);
        assertThat(rebuild(story.side).numbersDiffering()).isZero();
    }

    @Test
    void step_anotherReplicaAtWork_leavesItTheWork() throws Exception {
        WriteSide other = under(OTHER);
        PolicyProgress progress = new PolicyProgress(other);
        progress.begin();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread replica = new Thread(() -> {
            try (Connection connection = story.store.getConnection()) {
                connection.setAutoCommit(false);
                connection
                        .createStatement()
                        .executeQuery("SELECT fact FROM deployment_fact WHERE name = 'tallies.policy.next' FOR UPDATE");
                held.countDown();
                done.await();
                connection.rollback();
            } catch (SQLException | InterruptedException broken) {
                failure.set(broken);
            }
        });
        replica.start();
        held.await();

        assertThat(progress.step(10)).isEmpty();
        done.countDown();
        replica.join();
        assertThat(failure.get()).isNull();
        assertThat(progress.step(10)).isPresent();
    }
}
