package org.zhenhao.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.score.Category;

/** Takes reports that come by other ways than {@code POST /v1/reports}, under the same rules. Thread-safe; never blocks. */
@Singleton
public final class Reporting {
    private final Intake intake;
    private final Submissions submissions;

    @Inject
    Reporting(Intake intake, Submissions submissions) {
        this.intake = intake;
        this.submissions = submissions;
    }

    /**
     * Takes a report of a call; completes once it is committed, and fails if it could not be stored.
     *
     * @param reporter opaque id that the caller gives whoever reports
     * @param note what he says, at most 1,000 characters
     * @throws ProblemException if the report says something impossible, or cannot be taken now
     */
    public CompletionStage<Void> submit(
            Caller caller, String number, Category category, String reporter, @Nullable String note) {
        ReportRequest request = new ReportRequest(number, category.wire(), reporter, note);
        return intake.submit(submissions.read(caller, request, null)).thenApply(result -> null);
    }

    /**
     * Makes historic reports of what a client's file says.
     *
     * @param client the API key's id; ids and reporters of different clients never meet
     */
    public ReportFactory factory(String client) {
        return intake.factory(client);
    }

    /** The way into the store for one file of historic reports. */
    public Backfill backfill() {
        return intake.backfill();
    }
}
