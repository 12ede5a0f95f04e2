package org.zhenhao.imports;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The imports that were begun, kept over restarts. Its faults never stop an import: it only remembers. Thread-safe. */
@ApplicationScoped
class ImportTable {
    private static final Logger LOG = Logger.getLogger(ImportTable.class);
    private static final String COLUMNS =
            "id, client, format, state, started_at, ended_at, lines, taken, doubled, refused, detail";

    private final DataSource dataSource;

    ImportTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** An import that still runs when the service starts was cut off by its end. */
    void start(@Observes @Priority(100) StartupEvent event) {
        update("UPDATE import_job SET state = 'interrupted' WHERE state = 'running'", statement -> {});
    }

    void insert(ImportProgress.Snapshot progress) {
        update(
                "INSERT INTO import_job (id, client, format, state, started_at, lines, taken, doubled, refused)"
                        + " VALUES (?, ?, ?, 'running', ?, 0, 0, 0, 0)",
                statement -> {
                    statement.setObject(1, progress.id());
                    statement.setString(2, progress.client());
                    statement.setString(3, progress.format());
                    statement.setLong(4, progress.startedAt());
                });
    }

    void end(ImportProgress.Snapshot progress) {
        update(
                "UPDATE import_job SET state = ?, ended_at = ?, lines = ?, taken = ?, doubled = ?, refused = ?, detail = ?"
                        + " WHERE id = ?",
                statement -> {
                    statement.setString(1, progress.state().name().toLowerCase(Locale.ROOT));
                    statement.setLong(2, progress.endedAt());
                    statement.setLong(3, progress.lines());
                    statement.setLong(4, progress.taken());
                    statement.setLong(5, progress.doubled());
                    statement.setLong(6, progress.refused());
                    statement.setString(7, progress.failure());
                    statement.setObject(8, progress.id());
                });
    }

    ImportProgress.@Nullable Snapshot find(UUID id) {
        List<ImportProgress.Snapshot> found =
                select("SELECT " + COLUMNS + " FROM import_job WHERE id = ?", statement -> statement.setObject(1, id));
        return found.isEmpty() ? null : found.get(0);
    }

    List<ImportProgress.Snapshot> newest(int most) {
        return select(
                "SELECT " + COLUMNS + " FROM import_job ORDER BY started_at DESC, id LIMIT ?",
                statement -> statement.setInt(1, most));
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private void update(String sql, Binder binder) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            statement.executeUpdate();
        } catch (SQLException failure) {
            LOG.warnf("the list of imports could not be kept: %s", failure.getMessage());
        }
    }

    private List<ImportProgress.Snapshot> select(String sql, Binder binder) {
        List<ImportProgress.Snapshot> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
        } catch (SQLException failure) {
            LOG.warnf("the list of imports could not be read: %s", failure.getMessage());
        }
        return found;
    }

    private static ImportProgress.Snapshot read(ResultSet row) throws SQLException {
        return new ImportProgress.Snapshot(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                ImportProgress.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                Map.of(),
                List.of(),
                row.getString(11));
    }
}
