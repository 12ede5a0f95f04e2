package org.zhenhao.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns any failure into the problem that the client is told, and logs those that are the service's own fault. */
final class Problems {
    private static final Logger LOG = Logger.getLogger("org.zhenhao.problem");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int INCIDENT_BYTES = 6;
    private static final int DEEPEST = 8;

    private Problems() {}

    /** The problem to answer for a failure of this request. */
    static ProblemException of(Throwable failure, HttpServerRequest request) {
        ProblemException known = known(failure);
        if (known == null) {
            return incident(failure, request);
        }
        if (known.code() == ProblemCode.STORE_UNAVAILABLE && known != failure) {
            LOG.warnf("The store cannot be used: %s", failure.getMessage());
        }
        return known;
    }

    private static @Nullable ProblemException known(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (failure instanceof JsonProcessingException json) {
            return JsonFaults.problem(json);
        }
        if (failure instanceof WebApplicationException web) {
            return web(web);
        }
        return failure instanceof IOException && brokenOff(failure)
                ? ProblemException.of(ProblemCode.BAD_REQUEST, "请求内容中断或损坏", "The body ended too soon or is damaged")
                : StoreFaults.problem(failure);
    }

    /** Whether a body could not be read because of what the client sent, or because it went away. */
    private static boolean brokenOff(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            // The codec tells a bad length of a chunk by the exception of parsing it.
            if (cause instanceof VertxException
                    || cause instanceof DecoderException
                    || cause instanceof NumberFormatException
                    || cause instanceof ClosedChannelException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static @Nullable ProblemException web(WebApplicationException failure) {
        Response response = failure.getResponse();
        if (failure.getCause() instanceof JsonProcessingException json && response.getStatus() < 500) {
            return JsonFaults.problem(json);
        }
        if (response.getStatus() == 500) {
            return null;
        }
        ProblemException problem = ProblemException.of(ProblemCode.ofStatus(response.getStatus()));
        for (String header : new String[] {"Allow", "Retry-After", "WWW-Authenticate"}) {
            String value = response.getHeaderString(header);
            problem = value == null ? problem : problem.withHeader(header, value);
        }
        return problem;
    }

    private static ProblemException incident(Throwable failure, HttpServerRequest request) {
        byte[] bytes = new byte[INCIDENT_BYTES];
        RANDOM.nextBytes(bytes);
        String incident = HexFormat.of().formatHex(bytes);
        // The path may hold a phone number, so only the method is logged with it.
        LOG.errorf(failure, "Incident %s while answering a %s", incident, request.method());
        return ProblemException.of(ProblemCode.INTERNAL, "已记录，事件编号 %s", "It was logged as incident %s", incident)
                .with("incident", incident);
    }
}
