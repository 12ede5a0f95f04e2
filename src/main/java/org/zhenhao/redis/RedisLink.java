package org.zhenhao.redis;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop has of Redis: a pipelined connection, or one to each master of a cluster. Methods may be called from
 * any thread; the fields are touched on the loop only.
 *
 * <p>All reads of one turn of the loop travel as one MGET. On a cluster there is one MGET for each tag instead, since all
 * keys of a command have to be in one slot.
 */
final class RedisLink {
    private static final int MOST_KEYS = 512;

    private final Context context;
    private final boolean cluster;
    private final long budgetMillis;
    private final List<Slot> gathered = new ArrayList<>();

    private volatile @Nullable Thread loop;
    private @Nullable RedisRoutes routes;

    /**
     * Makes a link and begins to connect.
     *
     * @param context the event loop's own context, not a request's
     * @param onBroken called when a connection that worked is lost
     */
    RedisLink(Vertx vertx, Context context, RedisConnector connector, Duration budget, Runnable onBroken) {
        this.context = context;
        this.cluster = connector.target().mode() == RedisTarget.Mode.CLUSTER;
        this.budgetMillis = Math.max(1, budget.toMillis());
        context.runOnContext(ignored -> {
            loop = Thread.currentThread();
            routes = cluster
                    ? new ClusterRoutes(vertx, connector, onBroken)
                    : new SingleRoute(vertx, connector, onBroken);
        });
    }

    /** Reads values; the result has null where there is none. Fails with {@link RedisFaultException}. */
    CompletableFuture<@Nullable Response[]> get(List<RedisKey> keys) {
        Get get = new Get(keys.size());
        if (Thread.currentThread() == loop) {
            gather(keys, get);
        } else {
            context.runOnContext(ignored -> gather(keys, get));
        }
        return get.reply;
    }

    private void gather(List<RedisKey> keys, Get get) {
        if (gathered.isEmpty()) {
            context.runOnContext(ignored -> flush());
        }
        for (int i = 0; i < keys.size(); i++) {
            gathered.add(new Slot(get, i, keys.get(i)));
        }
    }

    private void flush() {
        List<Slot> all = List.copyOf(gathered);
        gathered.clear();
        if (!cluster) {
            for (int from = 0; from < all.size(); from += MOST_KEYS) {
                mget(all.subList(from, Math.min(all.size(), from + MOST_KEYS)));
            }
            return;
        }
        Map<String, List<Slot>> byTag = new LinkedHashMap<>();
        for (Slot slot : all) {
            byTag.computeIfAbsent(slot.key.tag(), tag -> new ArrayList<>()).add(slot);
        }
        byTag.values().forEach(this::mget);
    }

    private void mget(List<Slot> slots) {
        Request request = Request.cmd(Command.MGET);
        for (Slot slot : slots) {
            request.arg(slot.key.name());
        }
        ask(slots.get(0).key.tag(), request, budgetMillis).whenComplete((response, failure) -> {
            if (response == null || response.size() != slots.size()) {
                RedisFault fault = RedisFaultException.of(failure);
                slots.forEach(slot -> slot.get.fail(fault));
                return;
            }
            for (int i = 0; i < slots.size(); i++) {
                Slot slot = slots.get(i);
                slot.get.put(slot.index, response.get(i));
            }
        });
    }

    /** Sends a command about a key; fails with {@link RedisFaultException}. */
    CompletableFuture<Response> send(RedisKey key, Request request, Duration budget) {
        CompletableFuture<Response> reply = new CompletableFuture<>();
        context.runOnContext(ignored -> pass(ask(key.tag(), request, budget.toMillis()), reply));
        return reply;
    }

    /** Finds out whether every server that is needed answers; fails with {@link RedisFaultException} if not. */
    CompletableFuture<Void> probe(Duration budget) {
        CompletableFuture<Void> reply = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            RedisRoutes to = routes;
            pass(to == null ? disconnected() : to.probe(budget.toMillis()).thenApply(answer -> null), reply);
        });
        return reply;
    }

    private CompletableFuture<Response> ask(String tag, Request request, long millis) {
        RedisRoutes to = routes;
        RedisNode node = to == null ? null : to.of(tag);
        if (to == null || node == null) {
            return disconnected();
        }
        CompletableFuture<Response> reply = node.ask(request, millis);
        return cluster
                ? reply.exceptionallyCompose(failure -> failure instanceof RedirectedException moved
                        ? to.redirected(moved, request, millis)
                        : CompletableFuture.failedFuture(failure))
                : reply;
    }

    private static <T> CompletableFuture<T> disconnected() {
        return CompletableFuture.failedFuture(new RedisFaultException(RedisFault.DISCONNECTED));
    }

    private static <T> void pass(CompletableFuture<T> from, CompletableFuture<T> to) {
        CompletableFuture<T> ignored = from.whenComplete((answer, failure) -> {
            if (failure == null) {
                to.complete(answer);
            } else {
                to.completeExceptionally(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
            }
        });
    }

    void close() {
        context.runOnContext(ignored -> {
            RedisRoutes old = routes;
            routes = null;
            if (old != null) {
                old.close();
            }
        });
    }

    /** Redis does not know the script by its digest; it has to be sent in full. */
    static final class UnknownScriptException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownScriptException() {
            super("NOSCRIPT", null, false, false);
        }
    }

    /** A read of some keys that may be spread over several commands. */
    private static final class Get {
        private final CompletableFuture<@Nullable Response[]> reply = new CompletableFuture<>();
        private final @Nullable Response[] values;
        private int open;

        Get(int size) {
            this.values = new @Nullable Response[size];
            this.open = size;
        }

        void put(int index, @Nullable Response value) {
            values[index] = value;
            if (--open == 0) {
                reply.complete(values);
            }
        }

        void fail(RedisFault fault) {
            reply.completeExceptionally(new RedisFaultException(fault));
        }
    }

    /** One key of a read. */
    private record Slot(Get get, int index, RedisKey key) {}
}
