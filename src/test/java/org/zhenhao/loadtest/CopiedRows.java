package org.zhenhao.loadtest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for PostgreSQL by {@code COPY … WITH (FORMAT binary)}, one stream a table. The format is described in PostgreSQL's
 * manual under COPY, Binary Format.
 */
final class CopiedRows implements BulkRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int BUFFER = 1 << 18;

    private final Stream tallies;
    private final Stream pages;

    CopiedRows(DataSource store) throws SQLException {
        tallies = new Stream(store.getConnection(), "tally (id, number_key, version, state, dossier)");
        pages = new Stream(store.getConnection(), "block_page (id, page_key, version, state)");
    }

    @Override
    public void tally(long id, String number, byte[] state, byte[] dossier) throws SQLException {
        tallies.row(id, number, state, dossier);
    }

    @Override
    public void page(long id, String page, byte[] state) throws SQLException {
        pages.row(id, page, state);
    }

    @Override
    public void close() throws SQLException {
        tallies.end("VACUUM ANALYZE tally");
        pages.end("VACUUM ANALYZE block_page");
    }

    private static final class Stream {
        private final Connection connection;
        private final CopyIn copy;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

        Stream(Connection connection, String table) throws SQLException {
            this.connection = connection;
            this.copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN WITH (FORMAT binary)");
            buffer.put(SIGNATURE).putInt(0).putInt(0);
        }

        void row(long id, String key, byte[]... values) throws SQLException {
            byte[] text = key.getBytes(StandardCharsets.UTF_8);
            int size = 64 + text.length;
            for (byte[] value : values) {
                size += 4 + value.length;
            }
            if (buffer.remaining() < size) {
                flush();
            }
            buffer.putShort((short) (3 + values.length));
            buffer.putInt(8).putLong(id);
            buffer.putInt(text.length).put(text);
            buffer.putInt(8).putLong(1);
            for (byte[] value : values) {
                buffer.putInt(value.length).put(value);
            }
        }

        private void flush() throws SQLException {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            buffer.clear();
        }

        void end(String after) throws SQLException {
            try (connection) {
                flush();
                buffer.putShort((short) -1);
                flush();
                copy.endCopy();
                try (Statement statement = connection.createStatement()) {
                    statement.execute(after);
                }
            }
        }
    }
}
