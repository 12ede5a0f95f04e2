package org.zhenhao.reputation;

/** The relational store cannot be asked right now. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailableException(Throwable cause) {
        super("the store cannot be asked", cause);
    }

    /** Made for every request while the store is down, so it carries no stack trace. */
    StoreUnavailableException(String why) {
        super("the store cannot be asked: " + why, null, false, false);
    }
}
