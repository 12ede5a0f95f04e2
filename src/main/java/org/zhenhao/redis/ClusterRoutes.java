package org.zhenhao.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The masters of a Redis Cluster and their slots. Bound to one event loop: everything here happens on it.
 *
 * <p>The table of slots is read at the start, whenever a node says that a key has moved, and with every probe. Nodes that
 * no longer have slots are let go. A master that has disappeared from the table was replaced by one that may not have
 * everything it had, so this counts as a lost connection; slots that move between masters take all they hold along.
 */
final class ClusterRoutes implements RedisRoutes {
    private static final Request PING = Request.cmd(Command.PING);
    private static final Request SLOTS = Request.cmd(Command.CLUSTER).arg("SLOTS");
    private static final long REFRESH_MILLIS = 500;

    private final Vertx vertx;
    private final RedisConnector connector;
    private final Runnable onBroken;
    private final Map<String, RedisNode> nodes = new HashMap<>();
    private final @Nullable RedisNode[] owners = new RedisNode[HashSlot.COUNT];
    private @Nullable CompletableFuture<Void> refreshing;
    private boolean closed;
    private int turn;

    ClusterRoutes(Vertx vertx, RedisConnector connector, Runnable onBroken) {
        this.vertx = vertx;
        this.connector = connector;
        this.onBroken = onBroken;
        refresh(REFRESH_MILLIS);
    }

    @Override
    public @Nullable RedisNode of(String tag) {
        return owners[HashSlot.of(tag)];
    }

    @Override
    public CompletableFuture<Response> redirected(RedirectedException refusal, Request request, long millis) {
        if (!refusal.once()) {
            refresh(REFRESH_MILLIS);
        }
        // A node that owns nothing yet is not known before the first slot has moved to it.
        RedisNode node = refusal.address().startsWith(":") ? null : node(refusal.address());
        if (node == null) {
            return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.MOVED));
        }
        if (refusal.once()) {
            // On one connection the two cannot be parted.
            CompletableFuture<Response> ignored = node.ask(Request.cmd(Command.ASKING), millis);
        }
        return node.ask(request, millis)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof RedirectedException ? new RedisFaultException(RedisFault.MOVED) : failure));
    }

    @Override
    public CompletableFuture<?> probe(long millis) {
        return refresh(millis).thenCompose(ignored -> {
            Set<RedisNode> masters = new HashSet<>(Arrays.asList(owners));
            if (masters.remove(null)) {
                return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.ERROR));
            }
            return CompletableFuture.allOf(masters.stream()
                    .map(node -> node.ask(PING, millis).whenComplete((pong, failure) -> {
                        if (failure != null) {
                            node.reset();
                        }
                    }))
                    .toArray(CompletableFuture<?>[]::new));
        });
    }

    private CompletableFuture<Void> refresh(long millis) {
        CompletableFuture<Void> under = refreshing;
        if (under != null) {
            return under;
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        refreshing = mine;
        long timer =
                vertx.setTimer(4 * millis, ignored -> refreshed(mine, new RedisFaultException(RedisFault.TIMEOUT)));
        ask(candidates(), 0, millis).whenComplete((slots, failure) -> {
            vertx.cancelTimer(timer);
            if (slots != null && !mine.isDone() && !closed) {
                try {
                    take(slots);
                } catch (RuntimeException e) {
                    refreshed(mine, new RedisFaultException(RedisFault.ERROR));
                    return;
                }
            }
            refreshed(mine, failure);
        });
        return mine;
    }

    private void refreshed(CompletableFuture<Void> mine, @Nullable Throwable failure) {
        if (refreshing == mine) {
            refreshing = null;
        }
        if (failure == null) {
            mine.complete(null);
        } else {
            mine.completeExceptionally(failure);
        }
    }

    /** Whom to ask for the slots: nodes that are connected, then the addresses of the configuration. */
    private List<String> candidates() {
        List<String> known = new ArrayList<>();
        nodes.forEach((address, node) -> {
            if (node.connected()) {
                known.add(address);
            }
        });
        for (String seed : connector.target().addresses()) {
            if (!known.contains(seed)) {
                known.add(seed);
            }
        }
        // Each time another one begins: the first may be the one that hangs, or that was left behind by the others.
        Collections.rotate(known, turn++ % Math.max(1, known.size()));
        return known;
    }

    private CompletableFuture<Slots> ask(List<String> candidates, int which, long millis) {
        if (which >= candidates.size()) {
            return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.DISCONNECTED));
        }
        String address = candidates.get(which);
        RedisNode node = nodes.get(address);
        CompletableFuture<Response> answer =
                node != null && node.connected() ? node.ask(SLOTS, millis) : once(address, millis);
        return answer.thenApply(response -> Slots.of(response, address))
                .exceptionallyCompose(failure -> ask(candidates, which + 1, millis));
    }

    /** Asks over a connection of its own that ends with the answer. */
    private CompletableFuture<Response> once(String address, long millis) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Redis client = connector.client(vertx, connector.target().server(address), true);
        long timer = vertx.setTimer(
                millis, ignored -> answer.completeExceptionally(new RedisFaultException(RedisFault.TIMEOUT)));
        client.send(SLOTS).onComplete(got -> {
            vertx.cancelTimer(timer);
            if (got.succeeded()) {
                answer.complete(got.result());
            } else {
                answer.completeExceptionally(got.cause());
            }
        });
        return answer.whenComplete((response, failure) -> client.close());
    }

    private void take(Slots slots) {
        boolean first = nodes.isEmpty();
        Set<String> masters = slots.masters();
        boolean replaced = false;
        for (String address : List.copyOf(nodes.keySet())) {
            if (!masters.contains(address)) {
                RedisNode gone = nodes.remove(address);
                if (gone != null) {
                    replaced |= Arrays.asList(owners).contains(gone);
                    gone.close();
                }
            }
        }
        Arrays.fill(owners, null);
        slots.ranges().forEach(range -> Arrays.fill(owners, range.from(), range.to() + 1, node(range.master())));
        if (replaced && !first) {
            onBroken.run();
        }
    }

    private RedisNode node(String address) {
        return nodes.computeIfAbsent(
                address, where -> new RedisNode(vertx, connector, () -> Future.succeededFuture(where), onBroken));
    }

    @Override
    public void close() {
        closed = true;
        nodes.values().forEach(RedisNode::close);
        nodes.clear();
        Arrays.fill(owners, null);
    }

    /** Who has which slots, as {@code CLUSTER SLOTS} tells. */
    private record Slots(List<Range> ranges) {
        private record Range(int from, int to, String master) {}

        static Slots of(Response answer, String asked) {
            List<Range> ranges = new ArrayList<>();
            for (Response row : answer) {
                Response master = row.get(2);
                Response host = master.get(0);
                // Without a name it is the host that was asked.
                String name = host == null
                                || host.toString().isEmpty()
                                || host.toString().equals("?")
                        ? asked.substring(0, asked.lastIndexOf(':'))
                        : host.toString();
                ranges.add(new Range(
                        row.get(0).toInteger(), row.get(1).toInteger(), RedisTarget.address(name, master.get(1))));
            }
            if (ranges.isEmpty()) {
                throw new RedisFaultException(RedisFault.ERROR);
            }
            return new Slots(ranges);
        }

        Set<String> masters() {
            Set<String> masters = new HashSet<>();
            ranges.forEach(range -> masters.add(range.master));
            return masters;
        }
    }
}
