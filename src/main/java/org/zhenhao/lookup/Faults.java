package org.zhenhao.lookup;

import java.util.concurrent.CompletionException;
import org.zhenhao.number.Label;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.reputation.StoreUnavailableException;

/** What can go wrong with a lookup, as problems. */
final class Faults {
    private static final int RETRY_SECONDS = 2;

    private Faults() {}

    /** A parameter or member is none of the words it may be. */
    static ProblemException notOneOf(String parameter, String words) {
        return ProblemException.of(ProblemCode.BAD_PARAMETER, "%s 只能是：%s", "%s is one of: %s", parameter, words)
                .with("parameter", parameter);
    }

    /** The parser refused a caller id. */
    static ProblemException refused(RefusedNumberException failure) {
        Label text = failure.reason().text();
        return ProblemException.of(
                        ProblemCode.BAD_NUMBER, new Text("号码被拒绝：" + text.zh(), "The number is refused: " + text.en()))
                .with("reason", failure.reason().code());
    }

    /** The time asked about lies before the latest report, which the tally cannot be undone to. */
    static ProblemException beforeLastReport() {
        return ProblemException.of(
                        ProblemCode.BAD_PARAMETER,
                        "该时间之后还有举报，尚不能重算",
                        "There are reports after that time; recomputing without them is not possible yet")
                .with("parameter", "as_of")
                .with("reason", "as_of_before_last_report");
    }

    /** What to tell of a lookup that failed. */
    static RuntimeException lookup(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StoreUnavailableException) {
            return ProblemException.of(
                            ProblemCode.STORE_UNAVAILABLE,
                            "该号码不在缓存中，而存储暂时无法查询",
                            "The number is in no cache, and the store cannot be asked at the moment")
                    .retryAfter(RETRY_SECONDS);
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
