package org.zhenhao.lookup;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhenhao.testing.AdminKeyProfile;
import org.zhenhao.testing.RedisServer;

/** The same where nothing is cached near, so that Redis is asked each time. */
@QuarkusTest
@TestProfile(RecentAnswersOnRedisTest.NothingNear.class)
class RecentAnswersOnRedisTest extends RecentAnswersTest {

    /** A replica without a cache of its own. */
    public static final class NothingNear extends AdminKeyProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("zhenhao.near.max-weight", "0");
            return overrides;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RedisServer.class));
        }
    }
}
