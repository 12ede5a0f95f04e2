package org.zhenhao.snapshot;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Published versions in the relational store, so that every replica serves the same bytes: files cut into parts, and the
 * lease of the one replica that publishes. Thread-safe.
 */
final class PublicationStore {
    private static final int PART = 1 << 20;

    private final DataSource dataSource;

    PublicationStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Takes or prolongs the lease.
     *
     * @param until Unix seconds; whoever holds it does not hold it any longer then
     * @return false if another holds it
     */
    boolean lease(String holder, long now, long until) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE publication_lease SET holder = ?, until = ? WHERE id = 1 AND (until < ? OR holder = ?)")) {
            statement.setString(1, holder);
            statement.setLong(2, until);
            statement.setLong(3, now);
            statement.setString(4, holder);
            return statement.executeUpdate() == 1;
        }
    }

    /** The newest version, 0 if there is none. */
    long latest() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT max(version) FROM publication");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The manifest of a version, or null if there is none. */
    @Nullable
    String manifest(long version) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT manifest FROM publication WHERE version = ?")) {
            statement.setLong(1, version);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Stores a file of a version that is not public yet. */
    void put(long version, Path file) throws SQLException, IOException {
        String name = file.getFileName().toString();
        try (Connection connection = dataSource.getConnection();
                InputStream in = Files.newInputStream(file)) {
            try (PreparedStatement clear =
                    connection.prepareStatement("DELETE FROM publication_file WHERE version = ? AND name = ?")) {
                clear.setLong(1, version);
                clear.setString(2, name);
                clear.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO publication_file (version, name, part, content) VALUES (?, ?, ?, ?)")) {
                int part = 0;
                for (byte[] bytes = in.readNBytes(PART); bytes.length > 0; bytes = in.readNBytes(PART)) {
                    insert.setLong(1, version);
                    insert.setString(2, name);
                    insert.setInt(3, part++);
                    insert.setBytes(4, bytes);
                    insert.executeUpdate();
                }
            }
        }
    }

    /** Makes a version public. */
    void publish(Manifest manifest) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO publication (version, created_at, manifest) VALUES (?, ?, ?)")) {
            insert.setLong(1, manifest.version());
            insert.setLong(2, manifest.createdAt().getEpochSecond());
            insert.setString(3, new String(manifest.bytes(), java.nio.charset.StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    /** Fetches a file; false if it is not there (any more). */
    boolean fetch(long version, String name, Path into) throws SQLException, IOException {
        boolean any = false;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT content FROM publication_file WHERE version = ? AND name = ? AND part = ?");
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(into))) {
            for (int part = 0; ; part++) {
                statement.setLong(1, version);
                statement.setString(2, name);
                statement.setInt(3, part);
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        break;
                    }
                    out.write(rows.getBytes(1));
                    any = true;
                }
            }
        }
        return any;
    }

    /** The versions that are public, oldest first. */
    List<Long> versions() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT version FROM publication ORDER BY version");
                ResultSet rows = statement.executeQuery()) {
            List<Long> versions = new ArrayList<>();
            while (rows.next()) {
                versions.add(rows.getLong(1));
            }
            return versions;
        }
    }

    /** Forgets files of versions older than this, either of one name or all, and in that case the versions themselves. */
    void forget(long before, @Nullable String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement files = connection.prepareStatement(
                        "DELETE FROM publication_file WHERE version < ?" + (name == null ? "" : " AND name = ?"));
                PreparedStatement versions = connection.prepareStatement("DELETE FROM publication WHERE version < ?")) {
            files.setLong(1, before);
            if (name != null) {
                files.setString(2, name);
            } else {
                versions.setLong(1, before);
                versions.executeUpdate();
            }
            files.executeUpdate();
        }
    }
}
