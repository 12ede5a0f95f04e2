package org.zhenhao.dialer;

import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Action;

/**
 * How a SIP proxy can say the verdict to the caller's side.
 *
 * <p>608 Rejected is said by an intermediary on a machine's advice, and names whom to turn to in {@code Call-Info} with the
 * purpose {@code jwscard} (RFC 8688); 607 Unwanted is what the called person says (RFC 8197), so it is never hinted here: a
 * phone system answers it for entries of its user's own list.
 *
 * @param status 608
 * @param callInfo value of the {@code Call-Info} header, null if the operator has set no address for redress
 */
record SipHint(int status, @Nullable String callInfo) {
    private static final int REJECTED = 608;

    /** The hint for an advice, null where the call should go through. */
    static @Nullable SipHint of(Action action, @Nullable String redress) {
        return action == Action.BLOCK
                ? new SipHint(REJECTED, redress == null ? null : "<" + redress + ">;purpose=jwscard")
                : null;
    }
}
