package org.zhenhao.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Tally;

class GeneratorTest {
    private static final int NUMBERS = 20_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void fill_emptyStore_hasTheNumbersAskedForAndBlocksThatAddUp() throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("zhenhao");
        new Generator(url, NUMBERS).fill(directory.resolve("samples"));

        Set<String> reported = new HashSet<>();
        int members = 0;
        try (Connection connection =
                        DriverManager.getConnection(url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "sa", "");
                Statement statement = connection.createStatement()) {
            ResultSet tallies = statement.executeQuery("SELECT number_key, state FROM tally");
            while (tallies.next()) {
                assertThat(Tally.decode(tallies.getBytes(2)).isEmpty()).isFalse();
                reported.add(tallies.getString(1));
            }
            ResultSet pages = statement.executeQuery("SELECT state FROM block_page");
            while (pages.next()) {
                members += BlockPage.decode(pages.getBytes(1)).members();
            }
        }
        assertThat(reported).hasSize(NUMBERS);
        assertThat(members).isEqualTo(NUMBERS);
        assertThat(samples("known")).isNotEmpty().allMatch(reported::contains);
        assertThat(samples("never")).isNotEmpty().noneMatch(reported::contains);

        assertThatThrownBy(() -> new Generator(url, NUMBERS).fill(directory.resolve("again")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only an empty store is filled");
    }

    private List<String> samples(String name) throws Exception {
        return Files.readAllLines(directory.resolve("samples").resolve(name + ".txt"));
    }
}
