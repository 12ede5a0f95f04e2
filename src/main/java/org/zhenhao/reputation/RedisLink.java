package org.zhenhao.reputation;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One pipelined connection to Redis, bound to one event loop. Methods may be called from any thread; the fields are
 * touched on the loop only.
 *
 * <p>All reads of one turn of the loop travel as one MGET. On a cluster there is one MGET for each tag instead, because the
 * client would put the replies to one that crosses slots together in the wrong order.
 */
final class RedisLink {
    private static final int MOST_KEYS = 512;
    private static final long CONNECT_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 200;

    private final Vertx vertx;
    private final Context context;
    private final RedisTarget target;
    private final long budgetMillis;
    private final Runnable onBroken;
    private final List<Slot> gathered = new ArrayList<>();

    private volatile @Nullable Thread loop;
    private @Nullable Redis client;
    private @Nullable RedisConnection connection;
    private volatile boolean closed;

    /**
     * Makes a link and begins to connect.
     *
     * @param context the event loop's own context, not a request's
     * @param onBroken called when a connection that worked is lost
     */
    RedisLink(Vertx vertx, Context context, RedisTarget target, Duration budget, Runnable onBroken) {
        this.vertx = vertx;
        this.context = context;
        this.target = target;
        this.budgetMillis = Math.max(1, budget.toMillis());
        this.onBroken = onBroken;
        context.runOnContext(ignored -> {
            loop = Thread.currentThread();
            connect();
        });
    }

    /** Reads values; the result has null where there is none. Fails with {@link RedisFaultException}. */
    CompletableFuture<@Nullable Response[]> get(List<ItemKey> keys) {
        Get get = new Get(keys.size());
        if (Thread.currentThread() == loop) {
            gather(keys, get);
        } else {
            context.runOnContext(ignored -> gather(keys, get));
        }
        return get.reply;
    }

    private void gather(List<ItemKey> keys, Get get) {
        if (connection == null) {
            get.fail(RedisFault.DISCONNECTED);
            return;
        }
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
        if (!target.cluster()) {
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
            request.arg(RedisFormat.key(slot.key));
        }
        ask(request, budgetMillis).whenComplete((response, failure) -> {
            if (response == null || response.size() != slots.size()) {
                RedisFault fault = failure instanceof RedisFaultException e ? e.fault() : RedisFault.ERROR;
                slots.forEach(slot -> slot.get.fail(fault));
                return;
            }
            for (int i = 0; i < slots.size(); i++) {
                Slot slot = slots.get(i);
                slot.get.put(slot.index, response.get(i));
            }
        });
    }

    /** Sends a command of our own; fails with {@link RedisFaultException}. */
    CompletableFuture<Response> send(Request request, Duration budget) {
        CompletableFuture<Response> reply = new CompletableFuture<>();
        context.runOnContext(ignored -> ask(request, budget.toMillis()).whenComplete((response, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(failure);
            } else {
                reply.complete(response);
            }
        }));
        return reply;
    }

    private CompletableFuture<Response> ask(Request request, long millis) {
        CompletableFuture<Response> reply = new CompletableFuture<>();
        RedisConnection to = connection;
        if (to == null) {
            reply.completeExceptionally(new RedisFaultException(RedisFault.DISCONNECTED));
            return reply;
        }
        long timer = vertx.setTimer(
                millis, ignored -> reply.completeExceptionally(new RedisFaultException(RedisFault.TIMEOUT)));
        try {
            to.send(request).onComplete(answer -> {
                vertx.cancelTimer(timer);
                if (answer.succeeded()) {
                    reply.complete(answer.result());
                } else {
                    reply.completeExceptionally(fault(answer.cause()));
                }
            });
        } catch (IllegalStateException e) {
            vertx.cancelTimer(timer);
            reply.completeExceptionally(new RedisFaultException(RedisFault.DISCONNECTED));
        }
        return reply;
    }

    private static RuntimeException fault(Throwable cause) {
        // Scripts that a server does not know have to be told from errors.
        String message = String.valueOf(cause.getMessage());
        return message.startsWith("NOSCRIPT")
                ? new UnknownScriptException()
                : new RedisFaultException(message.contains("closed") ? RedisFault.DISCONNECTED : RedisFault.ERROR);
    }

    private void connect() {
        if (closed || client != null) {
            return;
        }
        Redis fresh = target.client(vertx);
        client = fresh;
        // The client never calls back after some errors in the handshake.
        long timer = vertx.setTimer(CONNECT_MILLIS, ignored -> retry(fresh));
        fresh.connect().onComplete(answer -> {
            vertx.cancelTimer(timer);
            if (client != fresh) {
                return;
            }
            if (answer.failed()) {
                retry(fresh);
                return;
            }
            connection =
                    answer.result().exceptionHandler(ignored -> broken(fresh)).endHandler(ignored -> broken(fresh));
        });
    }

    private void broken(Redis which) {
        if (client == which && connection != null && !closed) {
            onBroken.run();
            retry(which);
        }
    }

    private void retry(Redis which) {
        if (client != which) {
            return;
        }
        connection = null;
        client = null;
        which.close();
        if (closed) {
            return;
        }
        vertx.setTimer(RETRY_MILLIS + ThreadLocalRandom.current().nextLong(RETRY_MILLIS), ignored -> connect());
    }

    /** Gives a connection up that may hang, and makes another. */
    void reset() {
        context.runOnContext(ignored -> {
            Redis which = client;
            if (which != null && connection != null) {
                retry(which);
            }
        });
    }

    void close() {
        closed = true;
        context.runOnContext(ignored -> {
            Redis which = client;
            if (which != null) {
                connection = null;
                client = null;
                which.close();
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
    private record Slot(Get get, int index, ItemKey key) {}
}
