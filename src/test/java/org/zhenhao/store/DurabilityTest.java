package org.zhenhao.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final int ACKNOWLEDGED = 200;

    @Test
    void force_processKilledWhileCommitting_keepsAllAcknowledgedRows(@TempDir Path data) throws Exception {
        String url = "jdbc:h2:file:" + data.resolve("killed");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DurabilityTest.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        long acknowledged = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged < ACKNOWLEDGED) {
                acknowledged = Long.parseLong(Objects.requireNonNull(out.readLine()));
            }
            // Through the handle, which leaves the pipe open; SIGKILL on POSIX.
            victim.toHandle().destroyForcibly();
            victim.waitFor();
            // What it said before it died was acknowledged too.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged++;
            }
        }

        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from t")) {
            rows.next();
            assertThat(rows.getLong(1)).isBetween(acknowledged, acknowledged + 1);
        }
    }

    /** Commits rows and says so, until it is killed. */
    public static void main(String[] args) throws Exception {
        try (Connection connection = connect(args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id bigint primary key)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
                for (long id = 1; ; id++) {
                    insert.setLong(1, id);
                    insert.executeUpdate();
                    connection.commit();
                    Durability.of(args[0]).force(connection);
                    // One write for a whole line, so that none is cut in two.
                    System.out.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
                    System.out.flush();
                }
            }
        }
    }

    private static Connection connect(String url) throws Exception {
        return Objects.requireNonNull(new StoreDriver().connect(url, new Properties()));
    }
}
