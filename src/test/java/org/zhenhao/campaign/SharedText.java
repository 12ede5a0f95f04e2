package org.zhenhao.campaign;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Makes a campaign of numbers that were reported: as though all their reports told of one text. */
@Singleton
public class SharedText {
    private final DataSource store;
    private final LinkJob job;

    @Inject
    SharedText(DataSource store, LinkJob job) {
        this.store = store;
        this.job = job;
    }

    /**
     * Enters the text's mark for all reports of the numbers, and has campaigns found: whoever finds them rests twenty times as long
     * as it took him, and so for a minute behind a slow run.
     *
     * @param numbers in canonical form
     */
    public void of(Collection<String> numbers, long mark) throws SQLException {
        List<TraceTable.Left> traces = new ArrayList<>();
        try (Connection connection = store.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT id, occurred_at FROM report WHERE number_key = ?")) {
            for (String number : numbers) {
                query.setString(1, number);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        traces.add(new TraceTable.Left(
                                rows.getLong(1), number, rows.getLong(2), List.of(new Trace(Trace.Kind.TEXT, mark))));
                    }
                }
            }
            TraceTable.insert(connection, traces);
        }
        job.run();
    }
}
