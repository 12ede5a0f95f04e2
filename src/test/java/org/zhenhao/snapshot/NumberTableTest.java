package org.zhenhao.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.number.NumberKind;
import org.zhenhao.parquet.TableWriter;
import org.zhenhao.score.Action;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.testing.DuckDb;

class NumberTableTest {
    private static final int ROWS = TableWriter.GROUP + 777;

    @TempDir
    Path folder;

    private List<NumberRow> rows() {
        Random random = new Random(7);
        List<NumberRow> rows = new ArrayList<>();
        long number = Long.MIN_VALUE + 5;
        for (int i = 0; i < ROWS; i++) {
            number = i == 3 ? 8613000000000L : number + 1 + random.nextInt(i < 3 ? Integer.MAX_VALUE : 90_000);
            Category category = random.nextInt(9) == 0 ? null : Category.ofCode(random.nextInt(Category.COUNT));
            rows.add(new NumberRow(
                    number,
                    i < 3 ? "CN-名" + i : null,
                    NumberKind.MOBILE,
                    Level.ofCode(random.nextInt(5)),
                    Action.values()[random.nextInt(3)],
                    random.nextInt(21) * 5,
                    random.nextInt(11) * 10,
                    category,
                    Steps.count(random.nextInt(1000)),
                    0,
                    i % 1000 == 0 ? "中国工商银行" : null));
        }
        return rows;
    }

    private Path written(List<NumberRow> rows) throws IOException {
        Path file = folder.resolve("numbers.parquet");
        try (NumberTable.Writer writer = new NumberTable.Writer(Files.newOutputStream(file), Map.of("fact", "值"))) {
            for (NumberRow row : rows) {
                writer.write(row);
            }
        }
        return file;
    }

    @Test
    void reader_rowsOfTwoGroups_readsWhatWasWritten() throws IOException {
        List<NumberRow> rows = rows();

        try (NumberTable.Reader reader = new NumberTable.Reader(written(rows))) {
            assertThat(reader.rows()).isEqualTo(ROWS);
            assertThat(reader.facts()).containsEntry("fact", "值");
            for (NumberRow row : rows) {
                assertThat(reader.next()).isEqualTo(row);
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void duckdb_onTheFile_seesTheSameRows() throws IOException, SQLException {
        List<NumberRow> rows = rows();
        Path file = written(rows);

        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT number, code, level, score, category, negative, registered FROM '" + file
                                + "' ORDER BY number")) {
            for (NumberRow row : rows) {
                assertThat(found.next()).isTrue();
                assertThat(found.getLong(1)).isEqualTo(row.number());
                assertThat(found.getString(2)).isEqualTo(row.code());
                assertThat(found.getString(3)).isEqualTo(row.level().wire());
                assertThat(found.getInt(4)).isEqualTo(row.score());
                Category category = row.category();
                assertThat(found.getString(5)).isEqualTo(category == null ? null : category.wire());
                assertThat(found.getInt(6)).isEqualTo(row.negative());
                assertThat(found.getString(7)).isEqualTo(row.registered());
            }
            assertThat(found.next()).isFalse();
        }
    }

    @Test
    void duckdb_onAnEmptyFile_seesNoRows() throws IOException, SQLException {
        Path file = written(List.of());

        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM '" + file + "'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1)).isZero();
        }
    }

    @Test
    void reader_otherOrDamagedFile_refusesWithTheReason() throws IOException {
        Path text = Files.writeString(folder.resolve("list.csv"), "number\n13800138000\n");
        Path file = written(rows());
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.parquet"), java.util.Arrays.copyOf(bytes, bytes.length - 9));
        Path hurt = folder.resolve("hurt.parquet");
        java.util.Arrays.fill(bytes, 60, 2_000, (byte) 0x5a);
        Files.write(hurt, bytes);

        assertThatIOException()
                .isThrownBy(() -> new NumberTable.Reader(text))
                .withMessageContaining("not a Parquet file");
        assertThatIOException()
                .isThrownBy(() -> new NumberTable.Reader(cut))
                .withMessageContaining("not a Parquet file");
        try (NumberTable.Reader reader = new NumberTable.Reader(hurt)) {
            assertThatIOException().isThrownBy(reader::next);
        }
    }
}
