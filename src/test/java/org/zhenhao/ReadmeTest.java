package org.zhenhao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of the settings is what the code reads; the README stays short. */
class ReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(zhenhao\\.[a-z.-]+)` \\| (?:`([^`]*)`)? ?\\|.*", Pattern.MULTILINE);
    private static final Pattern PROPERTY =
            Pattern.compile("@ConfigProperty\\(name = \"(zhenhao[^\"]+)\"(?:, defaultValue = \"([^\"]*)\")?\\)");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"(zhenhao[^\"]+)\"\\)");
    private static final Pattern MEMBER =
            Pattern.compile("(?:@WithDefault\\(\"([^\"]*)\"\\)\\s+)?[\\w<>]+ (\\w+)\\(\\);");
    private static final Pattern INLINE = Pattern.compile("\\$\\{(zhenhao[a-z.-]+)(?::[^}]*)?}");
    private static final Pattern SET = Pattern.compile("^(zhenhao[a-z.-]+)=(.*)$", Pattern.MULTILINE);

    @Test
    void settings_inTheTable_areThoseOfTheCode() throws IOException {
        assertThat(table()).isEqualTo(code());
    }

    @Test
    void readme_isShortAndBeginsWithTheTwoCommands() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        assertThat(lines).hasSizeLessThan(150);
        assertThat(String.join("\n", lines.subList(0, 10)))
                .contains("./mvnw -q -ntp -DskipTests package")
                .contains("./mvnw -ntp verify");
    }

    private static Map<String, String> table() throws IOException {
        Map<String, String> table = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("src/docs/settings.md")));
        while (row.find()) {
            table.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }
        return table;
    }

    private static Map<String, String> code() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        String properties = Files.readString(Path.of("src/main/resources/application.properties"));
        Matcher inline = INLINE.matcher(properties);
        while (inline.find()) {
            settings.put(inline.group(1), "");
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                read(Files.readString(source), settings);
            }
        }
        Matcher set = SET.matcher(properties);
        while (set.find()) {
            settings.put(set.group(1), set.group(2));
        }
        return settings;
    }

    private static void read(String source, Map<String, String> settings) {
        Matcher property = PROPERTY.matcher(source);
        while (property.find()) {
            settings.put(property.group(1), property.group(2) == null ? "" : property.group(2));
        }
        Matcher mapping = MAPPING.matcher(source);
        if (mapping.find()) {
            Matcher member = MEMBER.matcher(source.substring(mapping.end()));
            while (member.find()) {
                String name = member.group(2).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                settings.put(mapping.group(1) + "." + name, member.group(1) == null ? "" : member.group(1));
            }
        }
    }
}
