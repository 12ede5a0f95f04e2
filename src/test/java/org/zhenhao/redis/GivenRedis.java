package org.zhenhao.redis;

import java.time.Duration;
import java.util.Optional;

/** Settings for a Redis that a test has started; everything but the address is left to its default, and the budget is long. */
public record GivenRedis(
        Optional<String> url,
        Optional<String> username,
        Optional<String> password,
        Optional<String> sentinelPassword,
        Duration budget,
        Duration lifetime,
        Duration absentLifetime)
        implements RedisSettings {
    /** A Redis at this address; the machine that runs the tests may be busy with others, so reads may take a second. */
    public static GivenRedis at(String url) {
        return new GivenRedis(
                Optional.of(url),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                Duration.ofMinutes(10));
    }

    /** The same with a password apart from the address. */
    public GivenRedis withPassword(String word) {
        return new GivenRedis(url, username, Optional.of(word), sentinelPassword, budget, lifetime, absentLifetime);
    }

    /** The same with another budget of reads. */
    public GivenRedis within(Duration limit) {
        return new GivenRedis(url, username, password, sentinelPassword, limit, lifetime, absentLifetime);
    }
}
