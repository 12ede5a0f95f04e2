package org.zhenhao.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class NumbersInLogsTest {
    private final NumbersInLogs filter = new NumbersInLogs();

    private String logged(String format, Object... parameters) {
        ExtLogRecord record = new ExtLogRecord(Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, "x");
        record.setParameters(parameters);
        assertThat(filter.isLoggable(record)).isTrue();
        return record.getFormattedMessage();
    }

    @Test
    void numbers_inMessagesAndParameters_becomeTheSamePseudonym() {
        String first = logged("cannot read %s", "+8613800138000");
        assertThat(first).matches("cannot read number-[0-9a-f]{8}");
        assertThat(logged("cannot read +8613800138000")).isEqualTo(first);
        assertThat(logged("cannot read %s", "+8613800138001")).isNotEqualTo(first);
    }

    @Test
    void otherDigits_stayAsTheyAre() {
        for (String message : new String[] {
            "took 123456 ms",
            "port 8080",
            "id 0123456789abcdef",
            "2026-11-22T04:21:45.123Z",
            "version 1.20261122",
            "100 %"
        }) {
            assertThat(logged("%s", message)).isEqualTo(message);
        }
    }

    @Test
    void counts_ofMillions_stayReadable() throws IOException {
        assertThat(logged("%,d keys", 12_345_678_901L)).isEqualTo(String.format("%,d keys", 12_345_678_901L));
        assertThat(logged("%d keys", 12_345_678_901L)).startsWith("number-");
        // So all counts are logged in groups, and whatever is not in groups is taken for a number.
        Pattern call = Pattern.compile("LOG\\.\\w+f\\((.*?)\\);", Pattern.DOTALL);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                call.matcher(Files.readString(source))
                        .results()
                        .forEach(found ->
                                assertThat(found.group(1)).as(source.toString()).doesNotContain("%d", "%.0f"));
            }
        }
    }

    @Test
    void cutPaths_tellTheResourceAndNoMore() {
        assertThat(TracedPaths.cut("/v1/numbers/13800138000?channel=sms")).isEqualTo("/v1/numbers/");
        assertThat(TracedPaths.cut("/v1/cid?number=1")).isEqualTo("/v1/cid");
        assertThat(TracedPaths.cut("/")).isEqualTo("/");
    }
}
