package org.zhenhao.report;

import java.util.List;
import org.zhenhao.reputation.ChangedItem;

/**
 * What a transaction did.
 *
 * @param results what became of each submission, in their order
 * @param changed the items as they are now
 * @param acts what was done to reporters
 */
record Written(List<Submission.Result> results, List<ChangedItem> changed, List<ReporterTable.Act> acts) {
    /** How many reports were new. */
    int stored() {
        int stored = 0;
        for (Submission.Result result : results) {
            stored += result.outcome() == Submission.Outcome.STORED ? 1 : 0;
        }
        return stored;
    }
}
