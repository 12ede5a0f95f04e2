package org.zhenhao.number;

/** The only thing the parser throws: the input is nothing that a network presents as a caller id. */
public final class RefusedNumberException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an input was refused. */
    public enum Reason {
        EMPTY,
        CONTROL_CHARACTER,
        TOO_LONG,
        ILLEGAL_CHARACTER,
        NO_DIGITS
    }

    private final Reason reason;

    RefusedNumberException(Reason reason) {
        // No stack trace: refusing is ordinary, and hostile input must not be able to make it expensive.
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Why the input was refused. */
    public Reason reason() {
        return reason;
    }
}
