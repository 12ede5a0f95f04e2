package org.zhenhao.loadtest;

import java.sql.SQLException;

/** Takes rows of the tally tables in the order of their ids, as fast as the store can. */
interface BulkRows extends AutoCloseable {
    /** Adds a number's row. */
    void tally(long id, String number, byte[] state, byte[] dossier) throws SQLException;

    /** Adds a block's row. */
    void page(long id, String page, byte[] state) throws SQLException;

    /** Returns when all rows are stored. */
    @Override
    void close() throws SQLException;
}
