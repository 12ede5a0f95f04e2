package org.zhenhao.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** Asks sentinels where the master is, after the protocol of Redis' "Sentinel client spec". Bound to one event loop. */
final class SentinelResolver {
    private final Vertx vertx;
    private final RedisConnector connector;
    private int first;

    SentinelResolver(Vertx vertx, RedisConnector connector) {
        this.vertx = vertx;
        this.connector = connector;
    }

    /** The master's {@code host:port}, from the first sentinel that knows; the one that knew is asked first next time. */
    Future<String> master() {
        return ask(0);
    }

    private Future<String> ask(int tried) {
        List<String> sentinels = connector.target().addresses();
        int which = (first + tried) % sentinels.size();
        Redis client = connector.client(vertx, connector.target().sentinel(sentinels.get(which)), true);
        return client.send(Request.cmd(Command.SENTINEL)
                        .arg("get-master-addr-by-name")
                        .arg(connector.target().master()))
                .onComplete(ignored -> client.close())
                .map(SentinelResolver::address)
                .recover(failure -> {
                    // Another turn begins with another sentinel, should this one have taken all the time there was.
                    first = (which + 1) % sentinels.size();
                    return tried + 1 < sentinels.size() ? ask(tried + 1) : Future.failedFuture(failure);
                });
    }

    private static String address(Response answer) {
        if (answer == null || answer.size() != 2) {
            throw new IllegalStateException("the sentinel does not know the master");
        }
        return RedisTarget.address(answer.get(0).toString(), answer.get(1));
    }
}
