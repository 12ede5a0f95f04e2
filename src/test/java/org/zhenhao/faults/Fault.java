package org.zhenhao.faults;

import java.util.function.Consumer;

/** What can happen to a server, and how it ends. */
enum Fault {
    NONE(Server.NONE, "nothing", rig -> {}, rig -> {}),
    REDIS_KILLED(Server.REDIS, "killed, then started again empty", rig -> rig.redis.kill(), rig -> rig.redis.start()),
    REDIS_FROZEN(Server.REDIS, "stopped with SIGSTOP", rig -> rig.redis.freeze(), rig -> rig.redis.thaw()),
    REDIS_REFUSING(Server.REDIS, "refuses connections", rig -> rig.redisWire.refuse(), rig -> rig.redisWire.listen()),
    REDIS_SLOW(Server.REDIS, "answers 100 ms late", rig -> rig.redisWire.delay(100), rig -> rig.redisWire.delay(0)),
    REDIS_SILENT(
            Server.REDIS,
            "link down without a word",
            rig -> rig.redisWire.silent(true),
            rig -> rig.redisWire.silent(false)),
    REDIS_CUT(Server.REDIS, "connections cut", rig -> rig.redisWire.cut(), rig -> {}),
    REDIS_RESTARTED(
            Server.REDIS,
            "restarted",
            rig -> {
                rig.redis.kill();
                rig.redis.start();
            },
            rig -> {}),
    REDIS_FLUSHED(Server.REDIS, "flushed", rig -> rig.redis.command("FLUSHALL"), rig -> {}),
    REDIS_FULL(
            Server.REDIS,
            "full (maxmemory, noeviction)",
            rig -> rig.redis.command("CONFIG", "SET", "maxmemory", "1"),
            rig -> rig.redis.command("CONFIG", "SET", "maxmemory", "0")),
    REDIS_GARBAGE(
            Server.REDIS,
            "garbage under our keys",
            rig -> eachKey(rig, "redis.call('SET', k, string.rep('\\1', i % 99))"),
            rig -> {}),
    REDIS_WRONG_TYPE(
            Server.REDIS,
            "lists under our keys",
            rig -> eachKey(rig, "redis.call('DEL', k) redis.call('LPUSH', k, 'x')"),
            rig -> {}),
    STORE_KILLED(Server.STORE, "killed, then started again", rig -> rig.postgres.kill(), rig -> rig.postgres.start()),
    STORE_RESTARTED(
            Server.STORE,
            "restarted",
            rig -> {
                rig.postgres.kill();
                rig.postgres.start();
            },
            rig -> {}),
    STORE_FROZEN(Server.STORE, "stopped with SIGSTOP", rig -> rig.postgres.freeze(), rig -> rig.postgres.thaw()),
    STORE_REFUSING(
            Server.STORE, "refuses connections", rig -> rig.postgresWire.refuse(), rig -> rig.postgresWire.listen()),
    STORE_CUT(
            Server.STORE,
            "connections ended (pg_terminate_backend)",
            rig -> rig.postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"),
            rig -> {}),
    STORE_SILENT(
            Server.STORE,
            "link down without a word",
            rig -> rig.postgresWire.silent(true),
            rig -> rig.postgresWire.silent(false)),
    STORE_ROWS_LOCKED(
            Server.STORE,
            "rows of busy numbers locked",
            rig -> rig.lock("SELECT id FROM tally WHERE number_key LIKE '+861371%' FOR UPDATE"),
            FaultRig::unlock),
    STORE_TABLES_LOCKED(
            Server.STORE,
            "tables locked",
            rig -> rig.lock("LOCK TABLE tally, block_page IN ACCESS EXCLUSIVE MODE"),
            FaultRig::unlock),
    BOTH_KILLED(
            Server.STORE,
            "killed, and Redis with it",
            rig -> {
                rig.redis.kill();
                rig.postgres.kill();
            },
            rig -> {
                rig.postgres.start();
                rig.redis.start();
            });

    /** Whom it happens to. */
    enum Server {
        NONE,
        REDIS,
        STORE
    }

    private final Server server;
    private final String words;
    private final Consumer<FaultRig> begin;
    private final Consumer<FaultRig> end;

    Fault(Server server, String words, Consumer<FaultRig> begin, Consumer<FaultRig> end) {
        this.server = server;
        this.words = words;
        this.begin = begin;
        this.end = end;
    }

    private static void eachKey(FaultRig rig, String what) {
        rig.redis.command(
                "EVAL", "for i, k in ipairs(redis.call('KEYS', 'z1:*')) do " + what + " end return 'done'", "0");
    }

    Server server() {
        return server;
    }

    String words() {
        return words;
    }

    void begin(FaultRig rig) {
        begin.accept(rig);
    }

    void end(FaultRig rig) {
        end.accept(rig);
    }
}
