package org.zhenhao.reputation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.zhenhao.redis.RedisLinks;
import org.zhenhao.redis.RedisSettings;

/** Redis as a tier of items, with all that belongs to it: reading, writing, trust. Thread-safe. */
final class RedisTier implements AutoCloseable {
    private final RedisLinks links;
    private final RedisTrust trust;
    private final RedisItems items;

    /** Puts the tier in front of a store. The connections end with it. */
    RedisTier(RedisLinks links, RedisSettings settings, ItemSource store, Surroundings surroundings) {
        this.links = links;
        RedisWriter writer = new RedisWriter(links, settings);
        this.trust = new RedisTrust(links, writer, surroundings.log, surroundings.clock, settings);
        this.items = new RedisItems(store, links, writer, trust, surroundings.metrics);
        links.onBroken(() -> trust.doubt("a connection was lost"));
    }

    /** What the tier needs from around it. */
    record Surroundings(ChangeReader log, Clock clock, MeterRegistry metrics) {}

    /** Begins to look after Redis; to be called once the change log is followed. */
    void start() {
        trust.start();
    }

    /** The items behind Redis and in it. */
    ItemSource items() {
        return items;
    }

    /** Whether Redis is asked. */
    boolean up() {
        return trust.trusted();
    }

    /** How many changes Redis was not told of since it came into doubt; 0 while it is asked. */
    long behind() {
        return trust.behind();
    }

    /** For how long Redis has been in doubt; seconds. */
    double behindSeconds() {
        return trust.behindSeconds();
    }

    /** Tells Redis of items that were just committed. Returns at once. */
    void published(List<ChangedItem> changes) {
        items.published(changes);
    }

    /** Tells Redis what others have committed, and returns when Redis knows or is known not to know. */
    void outdate(List<ChangeReader.Raised> raised) {
        trust.outdate(raised);
    }

    @Override
    public void close() {
        trust.close();
        links.close();
    }
}
