package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Takes part in the transactions that store reports and take them back, before their tallies are written.
 *
 * <p>What it returns is run after the commit, and not at all if there is none.
 */
interface ReportWitness {
    /** Sees nothing and does nothing. */
    ReportWitness NONE = new ReportWitness() {
        @Override
        public Runnable stored(Connection connection, List<Report> reports) {
            return () -> {};
        }

        @Override
        public Runnable withdrawn(Connection connection, Report report) {
            return () -> {};
        }

        @Override
        public Runnable restated(Connection connection, Collection<String> numbers) {
            return () -> {};
        }
    };

    /** Reports that are stored now; sent by their reporters, not imported. */
    Runnable stored(Connection connection, List<Report> reports) throws SQLException;

    /** A report that no longer counts. */
    Runnable withdrawn(Connection connection, Report report) throws SQLException;

    /** Numbers of which reports were held back or overruled, or count again. */
    Runnable restated(Connection connection, Collection<String> numbers) throws SQLException;
}
