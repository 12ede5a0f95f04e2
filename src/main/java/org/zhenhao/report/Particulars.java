package org.zhenhao.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.TraceTable;
import org.zhenhao.conduct.ConductBook;
import org.zhenhao.conduct.ConductFact;
import org.zhenhao.conduct.ConductReport;
import org.zhenhao.evidence.ReceiptLog;
import org.zhenhao.reputation.KeyIds;

/** Files what reports tell besides their category: the facts of conduct, the case they belong to, their receipt. Thread-safe. */
@Singleton
final class Particulars implements ReportWitness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConductBook conduct;
    private final ReceiptLog log;

    Particulars(ConductBook conduct, ReceiptLog log) {
        this.conduct = conduct;
        this.log = log;
    }

    @Override
    public Runnable stored(Connection connection, List<Report> reports) throws SQLException {
        List<ConductReport> told = new ArrayList<>();
        for (Report report : reports) {
            List<ConductFact> facts = facts(report.remarks().details());
            if (!facts.isEmpty()) {
                told.add(new ConductReport(
                        report.id(),
                        KeyIds.of(report.number()),
                        report.number(),
                        report.origin().shortReporter(),
                        report.origin().network(),
                        report.occurredAt(),
                        facts));
            }
        }
        List<ConductBook.Change> changes = told.isEmpty() ? List.of() : conduct.record(connection, told);
        CaseTable.insert(connection, reports);
        OwnTable.insert(connection, reports);
        TraceTable.insert(
                connection,
                reports.stream()
                        .filter(report -> !report.remarks().traces().isEmpty())
                        .map(report -> new TraceTable.Left(
                                report.id(),
                                report.number(),
                                report.occurredAt(),
                                report.remarks().traces()))
                        .toList());
        List<ReceiptLog.Entry> entries = reports.stream()
                .map(report -> new ReceiptLog.Entry(report.id(), Leaf.of(report)))
                .toList();
        List<ReceiptLog.Receipt> receipts = log.append(connection, entries);
        return () -> {
            conduct.published(changes);
            log.published(entries, receipts);
        };
    }

    @Override
    public Runnable withdrawn(Connection connection, Report report) throws SQLException {
        if (facts(report.remarks().details()).isEmpty()) {
            return () -> {};
        }
        List<ConductBook.Change> changes =
                conduct.forget(connection, report.id(), report.number(), KeyIds.of(report.number()));
        return () -> conduct.published(changes);
    }

    @Override
    public Runnable restated(Connection connection, Collection<String> numbers) throws SQLException {
        Map<String, Long> ids = new TreeMap<>();
        numbers.forEach(number -> ids.put(number, KeyIds.of(number)));
        List<ConductBook.Change> changes = conduct.restated(connection, ids);
        return () -> conduct.published(changes);
    }

    private static List<ConductFact> facts(@Nullable String details) {
        if (details == null || !details.contains("\"conduct\"")) {
            return List.of();
        }
        List<ConductFact> facts = new ArrayList<>();
        try {
            for (JsonNode word : JSON.readTree(details).path("conduct")) {
                ConductFact fact = ConductFact.ofWire(word.asText());
                if (fact != null) {
                    facts.add(fact);
                }
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("details are written as JSON", impossible);
        }
        return facts;
    }
}
