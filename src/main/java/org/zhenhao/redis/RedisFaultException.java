package org.zhenhao.redis;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A request to Redis failed. Carries no stack trace: a dead Redis must not be expensive. */
public final class RedisFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RedisFault fault;

    /** A failure of this kind. */
    public RedisFaultException(RedisFault fault) {
        super(fault.wire(), null, false, false);
        this.fault = fault;
    }

    /** What a failed request means; {@link RedisFault#ERROR} if it is none of ours. */
    public static RedisFault of(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisFaultException known ? known.fault : RedisFault.ERROR;
    }
}
