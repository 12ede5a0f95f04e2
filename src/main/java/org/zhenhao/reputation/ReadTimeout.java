package org.zhenhao.reputation;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGStatement;

/**
 * Makes a server give up a read that takes too long, so that it does not go on for nobody. Not on H2: it keeps such a limit for
 * the connection, where it would end other people's statements, and its reads wait for nobody.
 */
final class ReadTimeout {
    private ReadTimeout() {}

    /** Limits the statement's next executions; parts of a second count as a whole one. */
    static void set(Statement statement, Duration limit) throws SQLException {
        if (statement.isWrapperFor(PGStatement.class)) {
            statement.setQueryTimeout((int) Math.max(1, limit.plusMillis(999).toSeconds()));
        }
    }
}
