package org.zhenhao.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.ServiceProcess;

/** A service that was told nothing prints its admin key once, and nothing that is secret ever after. */
class FirstStartIT {
    private static final Pattern KEY = Pattern.compile("zh_admin_[0-9A-Za-z]{32}");

    @TempDir
    Path directory;

    private record Ran(int status, String out) {}

    private static Ran keys(ServiceProcess service, String key, String... words)
            throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "keys"));
        command.addAll(List.of(words));
        command.add("--server=" + service.uri(""));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(false);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("ZHENHAO_ADMIN_KEY", key);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out);
    }

    @Test
    void firstStart_withoutConfiguration_printsAKeyThatWorks_onceAndNothingElse()
            throws IOException, InterruptedException {
        String secret = "a-store-password-that-nobody-may-see";
        try (ServiceProcess service = new ServiceProcess(
                directory,
                Map.of(
                        "ZHENHAO_ADMIN_KEY", "",
                        "ZHENHAO_STORE_USERNAME", "owner",
                        "ZHENHAO_STORE_PASSWORD", secret,
                        "QUARKUS_LOG_LEVEL", "DEBUG"))) {
            Matcher printed = KEY.matcher(service.log());
            assertThat(printed.find()).isTrue();
            String admin = printed.group();
            assertThat(printed.find()).as("printed again").isFalse();
            assertThat(service.log()).doesNotContain(secret);

            Ran made = keys(service, admin, "create", "app", "--scopes=lookup");
            assertThat(made.status).isZero();
            String key = made.out.strip();
            assertThat(keys(service, admin, "list").out).contains("app").doesNotContain(key);
            assertThat(keys(service, key, "list").status).isEqualTo(1);

            service.kill();
            service.restart();
            assertThat(KEY.matcher(service.log()).results()).hasSize(1);
            assertThat(service.log()).doesNotContain(key).doesNotContain(secret);
            assertThat(keys(service, admin, "list").status).isZero();
        }
    }
}
