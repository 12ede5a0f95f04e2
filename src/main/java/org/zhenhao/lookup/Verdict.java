package org.zhenhao.lookup;

import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Found;
import org.zhenhao.score.Assessment;

/**
 * The whole answer to a lookup, before it is written down.
 *
 * @param found what is known of the number
 * @param assessment what the model makes of it
 * @param asOf the moment it is true of, Unix seconds
 * @param marks what is known apart from the score
 */
public record Verdict(Found found, Assessment assessment, long asOf, Marks marks) {
    /** The number asked for. */
    public ParsedNumber number() {
        return found.evidence().number();
    }
}
