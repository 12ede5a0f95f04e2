package org.zhenhao.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Recognises errors of the relational store that have a meaning for the client. */
final class StoreFaults {
    private static final int RETRY_SECONDS = 2;
    /** Class 08: connection; 57P: shutting down or starting; 53: out of resources (PostgreSQL manual, appendix A). */
    private static final String[] AWAY = {"08", "57P", "53", "90121", "90098", "90067"};

    private static final String CONSTRAINT = "23";
    private static final int DEEPEST = 20;

    private StoreFaults() {}

    /** The problem behind a failure, or null if it is none of the store's known ones. */
    static @Nullable ProblemException problem(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql) {
                return problem(sql);
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static @Nullable ProblemException problem(SQLException failure) {
        if (away(failure)) {
            return ProblemException.of(ProblemCode.STORE_UNAVAILABLE).retryAfter(RETRY_SECONDS);
        }
        String state = failure.getSQLState();
        return state != null && state.startsWith(CONSTRAINT) ? ProblemException.of(ProblemCode.CONFLICT) : null;
    }

    private static boolean away(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            // The pool's own word for "no connection to be had in time" carries no SQL state.
            return String.valueOf(failure.getMessage()).contains("acquisition timeout");
        }
        for (String prefix : AWAY) {
            if (state.startsWith(prefix)) {
                return true;
            }
        }
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException;
    }
}
