package org.zhenhao.verification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * Lets each caller try so many staff ids an hour and no more: an id that can be guessed at leisure proves nothing. Counted
 * on each replica apart. Thread-safe.
 */
@Singleton
class Guesses {
    private static final int MOST_CALLERS = 100_000;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Clock clock;
    private final int most;
    private final Cache<String, Deque<Long>> tries = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterWrite(WINDOW)
            .build();

    @Inject
    Guesses(Clock clock, @ConfigProperty(name = "zhenhao.verification.staff-checks", defaultValue = "20") int most) {
        this.clock = clock;
        this.most = most;
    }

    /**
     * Counts one try.
     *
     * @param caller the key's id, or the network of a caller without one
     * @throws ProblemException 429 if there were too many within the hour
     */
    void count(String caller) {
        long now = clock.instant().getEpochSecond();
        Deque<Long> times = tries.get(caller, key -> new ArrayDeque<>());
        synchronized (times) {
            while (!times.isEmpty() && times.peekFirst() <= now - WINDOW.toSeconds()) {
                times.removeFirst();
            }
            if (times.size() >= most) {
                int wait = (int) (times.peekFirst() + WINDOW.toSeconds() - now);
                throw ProblemException.of(
                                ProblemCode.TOO_MANY_REQUESTS,
                                "一小时内最多核对 %d 次工号",
                                "At most %d staff ids are checked in an hour",
                                most)
                        .retryAfter(Math.max(1, wait));
            }
            times.addLast(now);
        }
        tries.put(caller, times);
    }
}
