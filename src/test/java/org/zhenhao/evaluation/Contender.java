package org.zhenhao.evaluation;

import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Level;
import org.zhenhao.trust.Statement;

/** Something that makes a score out of reports, to be compared. */
interface Contender {
    /** Its name in the tables. */
    String name();

    /** Hears a report that has not been heard before. */
    void hear(Statement statement);

    /** What it says of a number, from what it has heard. */
    Opinion ask(String number, NumberKind kind, long now);

    /**
     * A score and what is done about it.
     *
     * @param score rises with risk
     * @param level at the rule's usual thresholds
     */
    record Opinion(double score, Level level) {}
}
