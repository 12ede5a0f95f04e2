package org.zhenhao.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every overlay builds, is of the official types to the last field, and keeps the rules that a cluster relies on. */
class ManifestsTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev", "try", "prod"})
    void overlay_everyDocument_isOfItsOfficialType(String overlay) throws IOException, InterruptedException {
        List<Manifest> documents = Kustomize.build(overlay);

        assertThat(documents).hasSizeGreaterThan(5);
        for (Manifest document : documents) {
            document.validate();
        }
    }

    @Test
    void validation_unknownField_isRefused() throws IOException, InterruptedException {
        Manifest deployment = only("prod", "Deployment");
        deployment.json().getAsJsonObject("spec").addProperty("replica", 3);

        assertThatThrownBy(deployment::validate).hasMessageContaining("replica");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "try", "prod"})
    void pods_ofEveryOverlay_areNotRootAndReadOnlyAndBounded(String overlay) throws IOException, InterruptedException {
        for (JsonObject pod : pods(overlay).toList()) {
            JsonObject security = pod.getAsJsonObject("securityContext");
            assertThat(security.get("runAsNonRoot").getAsBoolean()).isTrue();
            assertThat(security.getAsJsonObject("seccompProfile").get("type").getAsString())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
            pod.getAsJsonArray("containers").forEach(element -> {
                JsonObject container = element.getAsJsonObject();
                JsonObject own = container.getAsJsonObject("securityContext");
                assertThat(own.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
                assertThat(own.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
                assertThat(own.getAsJsonObject("capabilities")
                                .getAsJsonArray("drop")
                                .get(0)
                                .getAsString())
                        .isEqualTo("ALL");
                JsonObject resources = container.getAsJsonObject("resources");
                assertThat(resources.getAsJsonObject("limits").has("memory")).isTrue();
                assertThat(resources.getAsJsonObject("requests").has("cpu")).isTrue();
            });
        }
    }

    @Test
    void probes_askTheManagementPort() throws IOException, InterruptedException {
        JsonObject container = containerOf(only("prod", "Deployment"));

        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            JsonObject get = container.getAsJsonObject(probe).getAsJsonObject("httpGet");
            assertThat(get.get("port").getAsString()).isEqualTo("management");
            assertThat(get.get("path").getAsString()).startsWith("/q/health/");
        }
    }

    @Test
    void drain_graceLastsLongerThanDelayAndTimeout() throws IOException, InterruptedException {
        Map<String, String> settings = settings("prod");
        int delay = seconds(settings.get("QUARKUS_SHUTDOWN_DELAY"));
        int timeout = seconds(settings.get("QUARKUS_SHUTDOWN_TIMEOUT"));
        JsonObject pod = podOf(only("prod", "Deployment"));

        assertThat(pod.get("terminationGracePeriodSeconds").getAsInt()).isGreaterThan(delay + timeout);
    }

    @Test
    void budget_allowsFewerThanThereAre() throws IOException, InterruptedException {
        int replicas = only("prod", "Deployment").spec().get("replicas").getAsInt();
        int least = only("prod", "HorizontalPodAutoscaler")
                .spec()
                .get("minReplicas")
                .getAsInt();
        int away =
                only("prod", "PodDisruptionBudget").spec().get("maxUnavailable").getAsInt();

        assertThat(away).isLessThan(least);
        assertThat(least).isEqualTo(replicas);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "try", "prod"})
    void network_deniesByDefault(String overlay) throws IOException, InterruptedException {
        assertThat(Kustomize.build(overlay).stream()
                        .filter(document -> document.kind().equals("NetworkPolicy"))
                        .map(Manifest::spec)
                        .filter(spec -> spec.getAsJsonObject("podSelector").isEmpty()
                                && !spec.has("ingress")
                                && !spec.has("egress")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "try", "prod"})
    void secrets_areNamedAndNeverHeld(String overlay) throws IOException, InterruptedException {
        assertThat(Kustomize.build(overlay)).extracting(Manifest::kind).doesNotContain("Secret");
        assertThat(settings(overlay).keySet())
                .doesNotContain("ZHENHAO_STORE_PASSWORD", "ZHENHAO_SECRET", "ZHENHAO_ADMIN_KEY");
    }

    @Test
    void settings_inTheClusters_areThoseOfTheService() throws IOException, InterruptedException {
        String documented = java.nio.file.Files.readString(java.nio.file.Path.of("src/docs/settings.md"));
        for (String overlay : List.of("dev", "try", "prod")) {
            settings(overlay).keySet().stream()
                    .filter(name -> name.startsWith("ZHENHAO_"))
                    .forEach(name -> assertThat(documented
                                    .toUpperCase(java.util.Locale.ROOT)
                                    .replace('.', '_')
                                    .replace('-', '_'))
                            .contains("`" + name + "`"));
        }
    }

    private static int seconds(@Nullable String duration) {
        return Integer.parseInt(Objects.requireNonNull(duration).replace("S", ""));
    }

    private static Map<String, String> settings(String overlay) throws IOException, InterruptedException {
        return Kustomize.build(overlay).stream()
                .filter(document -> document.kind().equals("ConfigMap"))
                .map(document -> document.json().getAsJsonObject("data"))
                .filter(data -> data.has("ZHENHAO_MANAGEMENT_PORT"))
                .map(data -> data.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().getAsString())))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonObject> pods(String overlay) throws IOException, InterruptedException {
        return Kustomize.build(overlay).stream()
                .filter(document -> List.of("Deployment", "StatefulSet", "Job").contains(document.kind()))
                .map(ManifestsTest::podOf);
    }

    private static JsonObject podOf(Manifest workload) {
        return workload.spec().getAsJsonObject("template").getAsJsonObject("spec");
    }

    private static JsonObject containerOf(Manifest workload) {
        return podOf(workload).getAsJsonArray("containers").get(0).getAsJsonObject();
    }

    private static Manifest only(String overlay, String kind) throws IOException, InterruptedException {
        return Kustomize.build(overlay).stream()
                .filter(document -> document.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
