package org.zhenhao.dispute;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispute as the one who opened it sees it, and moderators.
 *
 * @param disputed whether lookups and batches show the number as disputed now
 * @param offLists whether lists and feeds leave it out for that; not before a proof where many disputes came in a day
 * @param statement what the holder says; for moderators
 * @param dueAt when it is to be decided at the latest
 * @param overdue whether that has passed without a decision
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DisputeView(
        String id,
        String number,
        String reason,
        String state,
        boolean disputed,
        boolean offLists,
        @Nullable String statement,
        String proof,
        boolean proven,
        @Nullable String provenBy,
        Instant openedAt,
        Instant dueAt,
        boolean overdue,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decision,
        @Nullable Integer overruled) {

    static DisputeView of(Dispute row, boolean moderator, @Nullable String statement, Instant now) {
        return new DisputeView(
                row.id,
                row.numberKey,
                row.reason,
                row.state,
                row.open(),
                row.open() && row.offLists,
                statement,
                row.proofMethod,
                row.proven,
                moderator ? row.provenBy : null,
                row.openedAt,
                row.dueAt,
                row.open() && row.dueAt.isBefore(now),
                row.decidedAt,
                moderator ? row.decidedBy : null,
                row.decision,
                row.overruled);
    }
}
