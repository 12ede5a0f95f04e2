package org.zhenhao.screening;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.ServiceProcess;

/** Jobs on PostgreSQL survive {@code kill -9}, and two replicas share one without doing anything twice. */
class JobKillPostgresIT extends AbstractJobKillTest {
    @Override
    Map<String, String> store() {
        return Map.of(
                "ZHENHAO_STORE_URL",
                PostgresServer.newDatabase(),
                "ZHENHAO_STORE_USERNAME",
                "postgres",
                "ZHENHAO_STORE_PASSWORD",
                "x",
                "ZHENHAO_SECRET",
                "a-secret-that-both-replicas-share-0123456789");
    }

    @Test
    void job_twoReplicasAndOneKilled_isDoneOnce() throws Exception {
        Map<String, String> settings = new HashMap<>(settings());
        try (ServiceProcess first = new ServiceProcess(Files.createDirectory(directory.resolve("a")), settings);
                ServiceProcess second = new ServiceProcess(Files.createDirectory(directory.resolve("b")), settings)) {
            String location = begin(first);
            Eventually.holds(Duration.ofSeconds(60), () -> done(second, location) > 0);
            first.kill();
            Eventually.holds(Duration.ofSeconds(120), () -> over(second, location));
            check(get(second, location + "/result"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
