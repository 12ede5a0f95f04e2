package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Opinion;

/**
 * What is said of one number, as far as its dossier cannot tell: read from the stored reports once for each transaction,
 * besides what the transaction adds itself. A number in a storm of reports has thousands of them. Not thread-safe.
 */
final class Spoken {
    private final Connection connection;
    private final String number;
    /** Opinions of this transaction, which the stored reports do not have yet. */
    private final List<Opinion> unwritten = new ArrayList<>();
    /** Of reporters that were asked for: digests of their stored reports. */
    private final Map<Long, List<Long>> digests = new HashMap<>();

    /** The same of those of this transaction. */
    private final Map<Long, List<Long>> added = new HashMap<>();

    private @Nullable List<Opinion> stored;

    Spoken(Connection connection, String number) {
        this.connection = connection;
        this.number = number;
    }

    /** Reads what will be asked of these reporters, in one go. */
    void foresee(Collection<Long> reporters) throws SQLException {
        List<Long> news = new ArrayList<>();
        for (long reporter : reporters) {
            if (!digests.containsKey(reporter)) {
                news.add(reporter);
            }
        }
        if (!news.isEmpty()) {
            news.forEach(reporter -> digests.put(reporter, new ArrayList<>()));
            ReportTable.digests(
                    connection,
                    number,
                    news,
                    (reporter, digest) ->
                            digests.getOrDefault(reporter, List.of()).add(digest));
        }
    }

    /** Adds what is about to be stored. */
    void add(Opinion opinion) {
        unwritten.add(opinion);
        added.computeIfAbsent(opinion.reporter(), reporter -> new ArrayList<>()).add(opinion.order());
    }

    /** Whether a reporter has spoken, in this transaction or another. */
    boolean by(long reporter) throws SQLException {
        return added.containsKey(reporter) || !digests(reporter).isEmpty();
    }

    /** Whether this very opinion has been heard. */
    boolean has(Opinion opinion) throws SQLException {
        return added.getOrDefault(opinion.reporter(), List.of()).contains(opinion.order())
                || digests(opinion.reporter()).contains(opinion.order());
    }

    private List<Long> digests(long reporter) throws SQLException {
        foresee(List.of(reporter));
        return digests.getOrDefault(reporter, List.of());
    }

    /** Everything that was said, by one reporter several times perhaps. */
    List<Opinion> all() throws SQLException {
        if (stored == null) {
            stored = ReportTable.opinions(connection, number);
        }
        List<Opinion> all = new ArrayList<>(stored);
        all.addAll(unwritten);
        return all;
    }

    /** Gives opinions another state, in the stored reports where they are stored. */
    void restate(Collection<Opinion> held, Opinion.State to) throws SQLException {
        List<Opinion> written = new ArrayList<>();
        for (Opinion opinion : held) {
            int place = unwritten.indexOf(opinion);
            if (place >= 0) {
                unwritten.set(place, opinion.in(to));
            } else {
                written.add(opinion);
            }
        }
        ReportTable.setState(connection, number, written, to);
        stale();
    }

    /** Stored reports were changed in this transaction: they are to be read again. */
    void stale() {
        stored = null;
        digests.clear();
    }

    /** The state of a report of this transaction, or as it says itself. */
    Opinion.State state(Report report) {
        for (Opinion opinion : unwritten) {
            if (opinion.order() == report.digest()
                    && opinion.reporter() == report.origin().shortReporter()) {
                return opinion.state();
            }
        }
        return report.state();
    }
}
