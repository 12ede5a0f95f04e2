package org.zhenhao.conduct;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.CannotStart;
import org.zhenhao.store.StartOrder;

/**
 * What is reported of the conduct of numbers, answered from memory. Held are the numbers that several people from more than
 * one network reported facts of; others are not shown, lest one person smear a number or be recognised. What this replica
 * stores is seen at once, what another stores within some two seconds. Thread-safe.
 */
@Singleton
public class ConductBook {
    /** Facts of older contacts are no longer shown. */
    static final Duration KEPT = Duration.ofDays(180);

    private static final Logger LOG = Logger.getLogger(ConductBook.class);
    /** A commit may become visible later than it was dated; rows of this time are read again and again. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final AgroalDataSource store;
    private final Clock clock;
    private final RuleSet rules;
    private final List<RuleSet> sets;
    private final Map<String, Conduct> held = new ConcurrentHashMap<>();
    private volatile long seen;

    @Inject
    ConductBook(
            AgroalDataSource store,
            Clock clock,
            @ConfigProperty(name = "zhenhao.conduct.rules", defaultValue = "neutral") String rules) {
        this.store = store;
        this.clock = clock;
        this.sets = List.of(RuleSet.bundled("neutral"), RuleSet.bundled("cn"));
        this.rules = switch (rules) {
            case "neutral" -> sets.get(0);
            case "cn" -> sets.get(1);
            default -> throw CannotStart.because("zhenhao.conduct.rules is neutral or cn");
        };
    }

    /** The rule set that this deployment holds contacts against. */
    public RuleSet rules() {
        return rules;
    }

    /** All rule sets that it knows. */
    public List<RuleSet> sets() {
        return sets;
    }

    /**
     * What is reported of a number's conduct, or null. No I/O.
     *
     * @param numberKey canonical form
     * @param now Unix seconds
     */
    public @Nullable Conduct of(String numberKey, long now) {
        if (held.isEmpty()) {
            return null;
        }
        Conduct conduct = held.get(numberKey);
        return conduct == null || conduct.last() < now - KEPT.toSeconds() ? null : conduct;
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) throws SQLException {
        try (Connection connection = store.getConnection()) {
            apply(ConductTable.shown(connection, oldest()));
        }
        seen = now();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        long began = now();
        try (Connection connection = store.getConnection()) {
            apply(ConductTable.changed(connection, seen - LATE.toSeconds()));
            seen = began;
        } catch (SQLException e) {
            LOG.debugf("conduct cannot be read, next time perhaps: %s", e.getMessage());
        }
    }

    /**
     * Stores facts in the transaction that stores their reports.
     *
     * @return what this book will say once the transaction is committed, for {@link #published}
     */
    public List<Change> record(Connection connection, List<ConductReport> reports) throws SQLException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (ConductReport report : reports) {
            ConductTable.put(connection, report);
            numbers.put(report.numberKey(), report.numberId());
        }
        return sum(connection, numbers);
    }

    /** Takes the facts of a report back in the transaction that takes the report back; see {@link #record}. */
    public List<Change> forget(Connection connection, long reportId, String numberKey, long numberId)
            throws SQLException {
        return ConductTable.remove(connection, reportId) ? sum(connection, Map.of(numberKey, numberId)) : List.of();
    }

    /**
     * Sums the facts of numbers anew whose reports were held back or overruled, or count again, in the transaction that does
     * so; see {@link #record}.
     *
     * @param numbers their ids by canonical number; in order, lest two transactions wait for each other
     */
    public List<Change> restated(Connection connection, Map<String, Long> numbers) throws SQLException {
        Map<String, Long> told = new LinkedHashMap<>();
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            if (ConductTable.told(connection, number.getValue())) {
                told.put(number.getKey(), number.getValue());
            }
        }
        return sum(connection, told);
    }

    private List<Change> sum(Connection connection, Map<String, Long> numbers) throws SQLException {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, Long> number : numbers.entrySet()) {
            changes.add(ConductTable.sum(connection, number.getValue(), number.getKey(), oldest(), now()));
        }
        return changes;
    }

    /** What is known of a number after a transaction; null if it is not to be shown. */
    public record Change(String numberKey, @Nullable Conduct conduct) {}

    /** Takes in what a transaction of this replica has changed, after its commit. */
    public void published(List<Change> changes) {
        apply(changes);
    }

    private void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change.conduct() == null) {
                held.remove(change.numberKey());
            } else {
                held.put(change.numberKey(), change.conduct());
            }
        }
    }

    private long oldest() {
        return now() - KEPT.toSeconds();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
