package org.zhenhao.reputation;

/** A request to Redis failed. Carries no stack trace: a dead Redis must not be expensive. */
final class RedisFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RedisFault fault;

    RedisFaultException(RedisFault fault) {
        super(fault.wire(), null, false, false);
        this.fault = fault;
    }

    RedisFault fault() {
        return fault;
    }
}
