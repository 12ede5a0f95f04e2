package org.zhenhao.cli;

import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.rows.Batch;
import org.zhenhao.rows.Judge;
import org.zhenhao.rows.Opinion;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/**
 * Judges numbers by a snapshot; a number it says nothing of by what its digits tell, as the service does. Not thread-safe: one for each
 * thread.
 */
final class SnapshotJudge implements Judge {
    private final SnapshotIndex snapshot;
    private final Scorer scorer;
    private final Map<NumberKind, @Nullable Opinion[]> known = new EnumMap<>(NumberKind.class);
    private final Map<Assessment, Opinion> unknown = new IdentityHashMap<>();

    SnapshotJudge(SnapshotIndex snapshot, Scorer scorer) {
        this.snapshot = snapshot;
        this.scorer = scorer;
    }

    @Override
    public void judge(Batch batch) {
        for (int row = 0; row < batch.size(); row++) {
            ParsedNumber number = batch.number(row);
            if (number != null && batch.refusal(row) == null) {
                int place = snapshot.find(number.key());
                batch.answer(row, place == SnapshotIndex.NOTHING ? unknown(number) : known(number.kind(), place));
            }
        }
    }

    /** One object for each opinion and kind, whose columns are then written once and copied. */
    private Opinion known(NumberKind kind, int place) {
        @Nullable Opinion[] ofKind = known.computeIfAbsent(kind, unseen -> new @Nullable Opinion[snapshot.opinions()]);
        Opinion held = ofKind[place];
        if (held == null) {
            held = shared(snapshot.opinion(place));
            ofKind[place] = held;
        }
        return held;
    }

    private static Opinion shared(Opinion opinion) {
        return new Opinion(
                opinion.level(),
                opinion.action(),
                opinion.score(),
                opinion.confidence(),
                opinion.category(),
                opinion.spoofed(),
                opinion.counts(),
                opinion.block(),
                opinion.registered(),
                false,
                true);
    }

    private Opinion unknown(ParsedNumber number) {
        Assessment usual = scorer.unreported(number);
        if (usual != null) {
            return unknown.computeIfAbsent(usual, one -> opinion(one, true));
        }
        return opinion(scorer.gist(new Evidence(number, Tally.EMPTY, BlockPage.EMPTY, Standing.NONE), 0), false);
    }

    private static Opinion opinion(Assessment assessment, boolean shared) {
        return new Opinion(
                assessment.level(),
                assessment.action(),
                (int) Math.round(assessment.risk() * 100),
                assessment.confidence(),
                null,
                assessment.spoofSuspected(),
                Opinion.Counts.NONE,
                null,
                null,
                false,
                shared);
    }
}
