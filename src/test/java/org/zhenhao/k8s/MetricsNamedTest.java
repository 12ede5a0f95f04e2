package org.zhenhao.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard ask for metrics that the service has, and every alert has its section in the runbook. */
class MetricsNamedTest {
    private static final Path MONITORING = Path.of("k8s", "components", "monitoring");
    private static final Pattern ASKED = Pattern.compile("zhenhao_[a-z_]+");
    private static final Pattern MADE = Pattern.compile("\"(zhenhao\\.[a-z.]+)\"");
    private static final Pattern SECTION = Pattern.compile("runbook: src/docs/runbook\\.md#([a-z0-9-]+)");

    @Test
    void metrics_askedFor_areMadeByTheService() throws IOException {
        Set<String> made = made();
        for (String file : new String[] {"rules.yaml", "dashboard.json"}) {
            Matcher asked = ASKED.matcher(Files.readString(MONITORING.resolve(file)));
            while (asked.find()) {
                String name = asked.group().replaceAll("_(total|seconds|seconds_bucket|bucket|count|sum)$", "");
                assertThat(made).contains(name);
            }
        }
    }

    @Test
    void alerts_haveTheirSectionInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("src", "docs", "runbook.md"));
        Matcher section = SECTION.matcher(Files.readString(MONITORING.resolve("rules.yaml")));
        int sections = 0;
        while (section.find()) {
            assertThat(runbook.toLowerCase(java.util.Locale.ROOT))
                    .contains("\n## " + section.group(1).replace('-', ' ') + "\n");
            sections++;
        }
        assertThat(sections).isPositive();
    }

    private static Set<String> made() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher name = MADE.matcher(Files.readString(source));
                while (name.find()) {
                    made.add(name.group(1).replace('.', '_'));
                }
            }
        }
        return made;
    }
}
