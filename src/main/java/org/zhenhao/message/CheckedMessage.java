package org.zhenhao.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.number.Label;
import org.zhenhao.problem.Text;
import org.zhenhao.score.Action;
import org.zhenhao.score.Level;

/**
 * What is made of a text and its sender. It holds names and numbers found in the text, never the text.
 *
 * @param score probability that the text is unwanted, 0 to 100
 * @param level the score in one word
 * @param action advice
 * @param sender the verdict on the sender
 * @param signature the name in brackets, null if there is none
 * @param institution the institution that the signature names, null if none that is known
 * @param links what the text links to
 * @param callbacks verdicts on the numbers that the text wants to be called
 * @param pressure how it presses its reader
 * @param reasons what moved the score, the strongest first
 */
public record CheckedMessage(
        int score,
        Level level,
        Action action,
        Verdict sender,
        @Nullable String signature,
        @Nullable Label institution,
        List<Link> links,
        List<Verdict> callbacks,
        List<String> pressure,
        List<Reason> reasons) {

    /** A link's host and what is odd about it, in the API's words. */
    public record Link(String host, List<String> oddities) {}

    /** One thing that moved the score. */
    public record Reason(String code, double weight, Text text) {}
}
