package org.zhenhao.reputation;

/** The relational store cannot be asked right now. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailableException(Throwable cause) {
        super("the store cannot be asked", cause);
    }
}
