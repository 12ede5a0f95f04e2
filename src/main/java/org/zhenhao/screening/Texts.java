package org.zhenhao.screening;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Where the packed texts of jobs lie: what was sent, part by part, and what became of it. Thread-safe; blocks.
 *
 * <p>What is put in a transaction that does not commit may stay or not; nobody asks for it, and it is put again.
 */
interface Texts {
    /** Puts a part's text, over what was there; once the transaction has committed it survives as long as that does. */
    void put(Connection connection, String job, int part, boolean result, List<byte[]> pieces) throws SQLException;

    /** The pieces of a part's text, in order; none if it is not there. */
    List<byte[]> get(Connection connection, String job, int part, boolean result) throws SQLException;

    /** Says that a part's result is put, so that what was sent is not needed any more once the transaction has committed. */
    void used(Connection connection, String job, int part) throws SQLException;

    /** Erases all texts of a job. */
    void erase(Connection connection, String job) throws SQLException;

    /** The jobs of which texts lie where no transaction takes them away with the job itself. */
    List<String> jobs();
}
