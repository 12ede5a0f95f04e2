package org.zhenhao.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.ServiceProcess;

/**
 * The disk under the embedded store fills up: what is acknowledged is stored, the rest is refused at once, lookups go on; after room was made
 * reports are taken again without a new start, and nothing acknowledged is lost, then and after {@code kill -9}.
 */
class DiskFullIT {
    private static final int MOST = 60_000;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private HttpResponse<String> send(ServiceProcess service, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(service.uri(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("X-Api-Key", ServiceProcess.ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String report(int i) {
        return """
                {"number":"1310066%04d","category":"fraud","reporter":"r%d","note":"%s"}""".formatted(i % 10_000, i, "full ".repeat(150));
    }

    private boolean stores(ServiceProcess service) {
        try {
            return send(service, "POST", "/v1/reports", report(MOST + 1)).statusCode() == 201;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private void allThere(ServiceProcess service, Set<Integer> acknowledged) throws IOException, InterruptedException {
        for (int i : acknowledged) {
            if (i % 97 == 0) {
                assertThat(send(service, "GET", "/v1/numbers/1310066%04d".formatted(i % 10_000), "")
                                .body())
                        .containsPattern("\"negative\":[1-9]");
            }
        }
        assertThat(send(service, "POST", "/v1/maintenance/rebuild", "").body())
                .contains("\"numbersDiffering\":0", "\"pagesDiffering\":0");
    }

    @Test
    void disk_fillsUpAndGrows_goesOnAndLosesNothingAcknowledged() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=10m", "tmpfs", disk.toString()),
                "needs the right to mount a small file system");
        try (ServiceProcess service =
                new ServiceProcess(directory, Map.of("ZHENHAO_STORE_URL", "jdbc:h2:file:" + disk.resolve("zhenhao")))) {
            Set<Integer> acknowledged = new HashSet<>();
            int refused = 0;
            for (int i = 0; i < MOST && refused < 20; i++) {
                long from = System.nanoTime();
                int status = send(service, "POST", "/v1/reports", report(i)).statusCode();
                if (status == 201) {
                    acknowledged.add(i);
                } else {
                    assertThat(status).isEqualTo(503);
                    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(6));
                    refused++;
                }
            }
            assertThat(refused).as("the disk did not fill up").isEqualTo(20);
            assertThat(send(service, "GET", "/q/health/ready", "").body()).contains("\"disk\": \"full\"");
            assertThat(send(service, "GET", "/v1/numbers/13100660003", "").statusCode())
                    .isEqualTo(200);

            assertThat(ran("mount", "-o", "remount,size=100m", disk.toString())).isTrue();
            Eventually.holds(Duration.ofSeconds(30), () -> stores(service));
            allThere(service, acknowledged);
            service.kill();
            service.restart();
            Eventually.holds(Duration.ofSeconds(30), () -> stores(service));
            allThere(service, acknowledged);
        } finally {
            ran("umount", "-l", disk.toString());
        }
    }
}
