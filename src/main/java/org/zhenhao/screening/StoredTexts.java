package org.zhenhao.screening;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Texts in the store, where every replica reaches them and a part's result and the note that it is done are one transaction. */
final class StoredTexts implements Texts {
    @Override
    public void put(Connection connection, String job, int part, boolean result, List<byte[]> pieces)
            throws SQLException {
        for (int piece = 0; piece < pieces.size(); piece++) {
            Sql.update(
                    connection,
                    "INSERT INTO screening_text (job, part, result, piece, packed) VALUES (?, ?, ?, ?, ?)",
                    job,
                    part,
                    result ? 1 : 0,
                    piece,
                    pieces.get(piece));
        }
    }

    @Override
    public List<byte[]> get(Connection connection, String job, int part, boolean result) throws SQLException {
        return Sql.select(
                connection,
                "SELECT packed FROM screening_text WHERE job = ? AND part = ? AND result = ? ORDER BY piece",
                row -> row.getBytes(1),
                job,
                part,
                result ? 1 : 0);
    }

    @Override
    public void used(Connection connection, String job, int part) throws SQLException {
        Sql.update(connection, "DELETE FROM screening_text WHERE job = ? AND part = ? AND result = 0", job, part);
    }

    @Override
    public void erase(Connection connection, String job) throws SQLException {
        Sql.update(connection, "DELETE FROM screening_text WHERE job = ?", job);
    }

    @Override
    public List<String> jobs() {
        return List.of();
    }
}
