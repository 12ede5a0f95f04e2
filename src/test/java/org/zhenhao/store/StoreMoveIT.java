package org.zhenhao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.PostgresServer;
import org.zhenhao.testing.ServiceProcess;

/**
 * A deployment moves: from H2 to PostgreSQL, from there into files while it serves, and from the files back to H2. Verdicts, keys and
 * counts stay what they were. {@code -Dzhenhao.move-rows} says how many reports move.
 */
class StoreMoveIT {
    private static final List<String> NUMBERS = List.of(
            "13100770001", "13100770002", "17012340003", "95588", "106550101955", "+12025550123", "13100770099");

    private static final int ROWS = Integer.getInteger("zhenhao.move-rows", 600);

    /** Many short lives: what is compiled well is used once. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Ran(int status, String out) {}

    private Ran jar(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                QUICK,
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out);
    }

    /** Brings the schema of a store up to date, as an operator does before a move. */
    private void migrate(String url, Map<String, String> login) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(login);
        environment.put("ZHENHAO_STORE_URL", url);
        environment.put("ZHENHAO_STORE_MIGRATE", "only");
        environment.put("ZHENHAO_DATA_DIR", directory.resolve("unused").toString());
        Ran ran = jar(environment);
        assertThat(ran.status).as(ran.out).isZero();
    }

    private ServiceProcess service(String name, String url, Map<String, String> login)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(login);
        settings.put("ZHENHAO_STORE_URL", url);
        settings.put("JAVA_TOOL_OPTIONS", QUICK);
        settings.put("ZHENHAO_SECRET", "one-secret-that-moves-with-the-store-0123");
        return new ServiceProcess(Files.createDirectories(directory.resolve(name)), settings);
    }

    private String ask(ServiceProcess service, String method, String path, String key, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(service.uri(path))
                        .header("X-Api-Key", key)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }

    private Map<String, String> verdicts(ServiceProcess service, String key) throws IOException, InterruptedException {
        Map<String, String> verdicts = new TreeMap<>();
        for (String number : NUMBERS) {
            verdicts.put(
                    number,
                    ask(service, "GET", "/v1/numbers/" + number.replace("+", "%2B"), key, "")
                            .replaceAll("\"asOf\":\"[^\"]*\"", "")
                            // Decay goes on while the store moves.
                            .replaceAll("(\"confidence\":0\\.\\d)\\d*", "$1"));
        }
        return verdicts;
    }

    private String fill(ServiceProcess service) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            lines.append("""
                    {"id":"i%d","number":"%s","category":"fraud","occurredAt":"2026-11-20T08:00:00Z","reporter":"r%d","network":"n%d"}
                    """.formatted(i, i % 3 == 0 ? NUMBERS.get(i / 3 % 3) : "1310077" + (1_000 + i % 500), i, i));
        }
        HttpResponse<String> imported = http.send(
                HttpRequest.newBuilder(service.uri("/v1/imports?format=reports"))
                        .header("X-Api-Key", ServiceProcess.ADMIN_KEY)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(imported.statusCode()).as(imported.body()).isLessThan(300);
        ask(service, "POST", "/v1/reports", ServiceProcess.ADMIN_KEY, """
                {"number":"13100770001","category":"legitimate","reporter":"a","note":"\u4e2d\u6587 \\"note\\" \\n","conduct":["threatened"]}""");
        String made = ask(
                service,
                "POST",
                "/v1/keys",
                ServiceProcess.ADMIN_KEY,
                "{\"name\":\"moves\",\"scopes\":[\"lookup\",\"report\"]}");
        return made.replaceAll("(?s).*\"key\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void store_movedToPostgresqlToFilesAndBack_answersAsBefore() throws IOException, InterruptedException {
        String h2 = "jdbc:h2:file:" + directory.resolve("first");
        String again = "jdbc:h2:file:" + directory.resolve("again");
        String postgresql = PostgresServer.newDatabase();
        Map<String, String> login = Map.of("ZHENHAO_STORE_USERNAME", "postgres", "ZHENHAO_STORE_PASSWORD", "x");
        Map<String, String> target = Map.of("ZHENHAO_TARGET_USERNAME", "postgres", "ZHENHAO_TARGET_PASSWORD", "x");
        Map<String, String> before;
        String key;
        try (ServiceProcess service = service("h2", h2, Map.of())) {
            key = fill(service);
            before = verdicts(service, key);
            service.kill();
        }
        assertThat(before.get("13100770001")).contains("\"positive\":1");

        StoreMove.End from = new StoreMove.End(h2, null, null);
        StoreMove.End to = new StoreMove.End(postgresql, "postgres", "x");
        assertThatThrownBy(() -> StoreMove.copy(from, to, (table, rows) -> {}))
                .hasMessageContaining("zhenhao.store.migrate=only");
        migrate(postgresql, login);
        Ran copied = jar(target, "store", "copy", "--from", h2, "--to", postgresql);
        assertThat(copied.status).as(copied.out).isZero();
        assertThat(copied.out).contains("%,d reports".formatted(ROWS + 1));
        assertThatThrownBy(() -> StoreMove.copy(from, to, (table, rows) -> {})).hasMessageContaining("in use");

        Path files = directory.resolve("files");
        try (ServiceProcess service = service("postgresql", postgresql, login)) {
            assertThat(verdicts(service, key)).isEqualTo(before);
            Ran exported = jar(login, "store", "export", "--from", postgresql, files.toString());
            assertThat(exported.status).as(exported.out).isZero();
            assertThat(exported.out).contains("%,d reports".formatted(ROWS + 1));
        }
        migrate(again, Map.of());
        Ran restored = jar(Map.of(), "store", "restore", "--to", again, files.toString());
        assertThat(restored.status).as(restored.out).isZero();
        assertThat(restored.out).contains("%,d reports".formatted(ROWS + 1));
        try (ServiceProcess service = service("again", again, Map.of())) {
            assertThat(verdicts(service, key)).isEqualTo(before);
            // Tallies are what the moved reports add up to.
            assertThat(ask(service, "POST", "/v1/maintenance/rebuild", ServiceProcess.ADMIN_KEY, ""))
                    .contains("\"numbersDiffering\":0", "\"pagesDiffering\":0");
        }
    }
}
