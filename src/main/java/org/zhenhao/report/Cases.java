package org.zhenhao.report;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.number.Channel;
import org.zhenhao.reputation.StoreUnavailableException;
import org.zhenhao.score.Category;

/** What a reporter has reported under one case, for him to export. Thread-safe; blocks on the store. */
@Singleton
public class Cases {
    private static final int MOST = 1_000;

    private final Intake intake;
    private final Submissions submissions;

    Cases(Intake intake, Submissions submissions) {
        this.intake = intake;
        this.submissions = submissions;
    }

    /**
     * A report of a case.
     *
     * @param reportId in the store
     * @param id as the API writes it
     * @param number canonical number
     * @param note what the reporter wrote, if he did
     * @param details conduct facts, claimed institution and evidence hashes as JSON, if there are any
     * @param leaf what the log of receipts holds of it
     */
    public record Item(
            long reportId,
            String id,
            String number,
            Channel channel,
            Category category,
            Instant occurredAt,
            Instant acceptedAt,
            @Nullable String note,
            @Nullable String details,
            byte[] leaf) {}

    /**
     * The reports of a case that were not taken back, by the time of the contact, at most 1,000; empty if there is no such
     * case of this reporter.
     *
     * @param reporter as the app named him in the reports
     * @param name of the case
     * @throws StoreUnavailableException if the store fails
     */
    public List<Item> find(Caller caller, @Nullable String reporter, String name) {
        try {
            return intake
                    .side()
                    .inTransaction(connection ->
                            CaseTable.reports(connection, submissions.caseHash(caller, reporter, name), MOST))
                    .stream()
                    .map(report -> item(Objects.requireNonNull(intake.side().opened(report))))
                    .toList();
        } catch (SQLException failure) {
            throw new StoreUnavailableException(failure);
        }
    }

    private static Item item(Report report) {
        return new Item(
                report.id(),
                ReportIds.text(report.id()),
                report.number(),
                report.channel(),
                report.category(),
                Instant.ofEpochSecond(report.occurredAt()),
                Instant.ofEpochSecond(report.acceptedAt()),
                report.remarks().note(),
                report.remarks().details(),
                Leaf.of(report));
    }
}
