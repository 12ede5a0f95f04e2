package org.zhenhao.reputation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of reading from the relational store. */
@ConfigMapping(prefix = "zhenhao.store-reads")
public interface StoreSettings {
    /** Most queries at a time; each takes a connection of the pool. */
    @WithDefault("8")
    int concurrency();

    /** Most lookups that wait for their turn; more are refused at once. */
    @WithDefault("4096")
    int queue();

    /** How long a lookup waits for the store before it is answered without it. */
    @WithDefault("1s")
    Duration budget();

    /** How often a store that is down is tried again. */
    @WithDefault("1s")
    Duration retry();

    /** Whether a filter in memory answers for numbers that nobody reported; about ten bits for each that somebody did. */
    @WithDefault("true")
    boolean filter();

    /** For how long the filter answers on while the change log cannot be read. */
    @WithDefault("1s")
    Duration filterLag();

    /** How often the change log is read. */
    @WithDefault("200ms")
    Duration follow();
}
