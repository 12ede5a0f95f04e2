package org.zhenhao.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.zhenhao.problem.ProblemException;

class AccountTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Account account =
            new Account("a", Spending.LOOKUPS, new Allowance(10, Duration.ofHours(1)), new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return nanos.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return true;
                }
            });

    private String spend(long amount) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        account.spend(amount, headers);
        return headers.get("RateLimit");
    }

    @Test
    void hear_whatOthersDrew_leavesThisBucketOnce() {
        assertThat(spend(2)).contains(";r=8;");
        assertThat(account.tell().amount()).isEqualTo(2);
        account.hear(7);
        account.hear(7);
        assertThat(spend(1)).contains(";r=2;");
    }

    @Test
    void hear_whileMoreIsSpentHere_countsThatToo() {
        spend(2);
        account.tell();
        spend(1);
        account.hear(5);
        assertThat(spend(1)).contains(";r=3;");
    }

    @Test
    void hear_thatNothingIsKnownOrLessThanHere_changesNothing() {
        spend(6);
        account.tell();
        account.hear(-1);
        account.hear(0);
        assertThat(spend(1)).contains(";r=3;");
    }

    @Test
    void hear_thatAllIsDrawn_refusesUntilItRefills() {
        account.hear(12);
        assertThatThrownBy(() -> spend(1)).isInstanceOf(ProblemException.class);
        nanos.addAndGet(Duration.ofMinutes(20).toNanos());
        assertThat(spend(1)).contains(";r=0;");
    }
}
