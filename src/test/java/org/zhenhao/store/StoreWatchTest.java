package org.zhenhao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.FaultProxy;
import org.zhenhao.testing.PostgresServer;

/** What counts as broken for good: an H2 store whose file was taken from it; not a server that is out of reach. */
class StoreWatchTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final StoreDriver driver = new StoreDriver();

    @TempDir
    Path directory;

    private Connection open(String url) throws SQLException {
        Properties login = new Properties();
        if (url.startsWith("jdbc:postgresql:")) {
            login.setProperty("user", "postgres");
            login.setProperty("password", "x");
        }
        Connection connection = driver.connect(url, login);
        assertThat(connection).isNotNull();
        return connection;
    }

    private String file(String name) {
        return "jdbc:h2:file:" + directory.resolve(name);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Closes H2's file under it, so that the next write fails as on a device that is gone; H2 then gives its store up. */
    private static void breakStore(Connection connection) throws Exception {
        execute(connection, "CREATE TABLE a AS SELECT RPAD('', 4000, 'a') AS t FROM SYSTEM_RANGE(1, 500)");
        execute(connection, "CHECKPOINT SYNC");
        SessionLocal session = (SessionLocal) ((JdbcConnection) connection).getSession();
        FileStore<?> files = session.getDatabase().getStore().getMvStore().getFileStore();
        channel(files).close();
        assertThatThrownBy(() -> {
                    execute(connection, "INSERT INTO a SELECT t FROM a");
                    execute(connection, "CHECKPOINT SYNC");
                })
                .isInstanceOf(SQLException.class);
    }

    private static FileChannel channel(FileStore<?> files) throws IllegalAccessException {
        for (Class<?> kind = files.getClass(); kind != null; kind = kind.getSuperclass()) {
            for (Field field : kind.getDeclaredFields()) {
                if (FileChannel.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    return (FileChannel) field.get(files);
                }
            }
        }
        throw new IllegalStateException("no channel in " + files.getClass());
    }

    @Test
    void h2_thatWorks_isNotBroken() throws SQLException {
        try (Connection connection = open(file("whole"))) {
            execute(connection, "CREATE TABLE a (x INT)");
            assertThat(StoreWatch.brokenFor(NOW)).isFalse();
        }
        assertThat(StoreWatch.brokenFor(NOW)).as("closed in peace").isFalse();
    }

    @Test
    void h2_whoseFileWasClosedUnderIt_isBrokenFromThenOn_untilItIsOpenedAnew() throws Exception {
        Connection connection = open(file("broken"));
        breakStore(connection);
        assertThat(StoreWatch.brokenFor(NOW)).isTrue();
        assertThat(StoreWatch.brokenFor(Duration.ofMinutes(1)))
                .as("for a minute")
                .isFalse();
        Eventually.holds(Duration.ofSeconds(10), () -> StoreWatch.brokenFor(A_WHILE));
        assertThatThrownBy(connection::close).as("it cannot be closed in peace").isInstanceOf(SQLException.class);
        try (Connection again = open(file("broken"))) {
            assertThat(StoreWatch.brokenFor(NOW)).as("opened anew").isFalse();
            execute(again, "SELECT count(*) FROM a");
        }
    }

    @Test
    void postgresql_outOfReach_isNotBrokenForGood_andAnswersWhenTheWireIsWhole() throws Exception {
        String url = PostgresServer.newDatabase();
        int port = Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
        try (Connection whole = open(file("beside"));
                FaultProxy wire = new FaultProxy(port)) {
            assertThat(whole.isValid(1)).isTrue();
            String wired = url.replaceFirst("//[^/]*/", "//127.0.0.1:" + wire.port() + "/");
            try (Connection connection = open(wired)) {
                execute(connection, "SELECT 1");
                wire.refuse();
                assertThatThrownBy(() -> execute(connection, "SELECT 1")).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> open(wired)).isInstanceOf(SQLException.class);
            }
            assertThat(StoreWatch.brokenFor(NOW)).isFalse();

            wire.listen();
            wire.silent(true);
            assertThatThrownBy(() -> open(wired))
                    .as("a server that says nothing")
                    .isInstanceOf(SQLException.class);
            assertThat(StoreWatch.brokenFor(NOW)).isFalse();

            wire.silent(false);
            try (Connection again = open(wired)) {
                execute(again, "SELECT 1");
            }
        }
    }
}
