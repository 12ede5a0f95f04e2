package org.zhenhao.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static LineReader reader(String text, int longest) throws IOException {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
    }

    private static List<String> all(LineReader reader) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void next_lineEndsOfBothKinds_areDropped() throws Exception {
        assertThat(all(reader("a\r\nb\n\nc", 10))).containsExactly("a", "b", "", "c");
    }

    @Test
    void next_emptyText_endsAtOnce() throws Exception {
        assertThat(all(reader("", 10))).isEmpty();
    }

    @Test
    void next_byteOrderMark_isDroppedFromTheFirstLineOnly() throws Exception {
        assertThat(all(reader("\ufeffa\n\ufeffb", 10))).containsExactly("a", "\ufeffb");
    }

    @Test
    void next_lineOverTheLimit_isSkippedAndTheNextIsRead() throws Exception {
        String tooLong = "x".repeat(200_000);
        LineReader reader = reader("a\n" + tooLong + "\nb\n", 100);
        assertThat(reader.next()).isEqualTo("a");
        assertThatThrownBy(reader::next).isInstanceOf(LineReader.LineTooLongException.class);
        assertThat(reader.number()).isEqualTo(2);
        assertThat(reader.next()).isEqualTo("b");
        assertThat(reader.next()).isNull();
    }

    @Test
    void next_linesAcrossBuffers_stayWhole() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            lines.add("号".repeat(i % 40) + i);
        }
        assertThat(all(reader(String.join("\n", lines), 1_000))).isEqualTo(lines);
    }

    @Test
    void next_gzip_isUnpacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("甲\n乙\n".getBytes(StandardCharsets.UTF_8));
        }
        LineReader reader = new LineReader(new ByteArrayInputStream(bytes.toByteArray()), 100);
        assertThat(all(reader)).containsExactly("甲", "乙");
    }

    @Test
    void next_gzipCutOff_failsAfterTheLinesBefore() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 100_000; i++) {
                gzip.write((i * 7919 + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] cut = java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        LineReader reader = new LineReader(new ByteArrayInputStream(cut), 100);
        assertThat(reader.next()).isEqualTo("0");
        assertThatThrownBy(() -> all(reader)).isInstanceOf(IOException.class);
    }
}
