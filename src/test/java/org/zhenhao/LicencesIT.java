package org.zhenhao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever the service is shipped with may be shipped with it: the list of materials names a licence for each that is allowed. */
class LicencesIT {
    /** SPDX identifiers, and the names that some projects write instead. One of several that a project offers is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "MIT",
            "MIT-0",
            // In the words of MIT.
            "Bouncy Castle Licence",
            "EPL-1.0",
            "EPL-2.0",
            "EPL 1.0",
            "MPL-2.0",
            "CC0-1.0",
            "Public Domain",
            "Unicode-3.0",
            "GPL-2.0-with-classpath-exception");

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode licence = choice.path("license");
            String expression = choice.path("expression").asText();
            if (!expression.isEmpty()) {
                Arrays.stream(expression.replaceAll("[()]", "").split(" OR ")).forEach(licences::add);
            } else {
                licences.add(licence.path("id").asText(licence.path("name").asText("")));
            }
        }
        return licences;
    }

    @Test
    void licences_ofEverythingShipped_areAllowed() throws IOException {
        String file = System.getProperty("zhenhao.sbom", "");
        assumeTrue(!file.isEmpty(), "built with -Dquick: there is no list of materials");
        // Maven passes the plugin over when it works offline.
        assumeTrue(Files.exists(Path.of(file)), "there is no list of materials: Maven worked offline (-o)");
        JsonNode components =
                new ObjectMapper().readTree(Path.of(file).toFile()).path("components");
        assertThat(components.size()).isGreaterThan(100);
        Set<String> refused = new TreeSet<>();
        for (JsonNode component : components) {
            Set<String> licences = licences(component);
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                refused.add(component.path("purl").asText() + " " + licences);
            }
            assertThat(component.path("group").asText() + component.path("name").asText())
                    .as("a part of the tests")
                    .doesNotContain("junit", "jazzer", "duckdb");
        }
        assertThat(refused).isEmpty();
    }
}
