package org.zhenhao.lookup;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.RedisServer;

/** The set-ups that give the same answers. */
final class Setup {
    private Setup() {}

    abstract static class Base implements QuarkusTestProfile {
        private final boolean postgres;
        private final boolean redis;

        Base(boolean postgres, boolean redis) {
            this.postgres = postgres;
            this.redis = redis;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(FixedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            // With Redis, nothing stays near: every second lookup is Redis's to answer.
            if (redis && postgres) {
                return Map.of("zhenhao.near.max-weight", "0");
            }
            return redis ? Map.of("zhenhao.near.lifetime", "1ms", "zhenhao.near.followed-lifetime", "1ms") : Map.of();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            List<TestResourceEntry> servers = new ArrayList<>();
            if (postgres) {
                servers.add(new TestResourceEntry(PostgresServer.class));
            }
            if (redis) {
                servers.add(new TestResourceEntry(RedisServer.class));
            }
            return servers;
        }
    }

    /** The embedded database alone. */
    public static final class H2 extends Base {
        public H2() {
            super(false, false);
        }
    }

    /** The embedded database behind Redis. */
    public static final class H2Redis extends Base {
        public H2Redis() {
            super(false, true);
        }
    }

    /** PostgreSQL alone. */
    public static final class Postgres extends Base {
        public Postgres() {
            super(true, false);
        }
    }

    /** PostgreSQL behind Redis. */
    public static final class PostgresRedis extends Base {
        public PostgresRedis() {
            super(true, true);
        }
    }
}
