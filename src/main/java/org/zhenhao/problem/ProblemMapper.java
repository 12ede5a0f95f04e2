package org.zhenhao.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure inside an endpoint with a problem. */
final class ProblemMapper {
    // One method would do, but the framework's own mappers for the named types would win over one for Throwable.

    @ServerExceptionMapper
    Response any(Throwable failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException failure, HttpServerRequest request) {
        Response given = failure.getResponse();
        return given.getStatus() < 400 ? given : answer(failure, request);
    }

    @ServerExceptionMapper(priority = 1)
    Response json(JsonProcessingException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    @ServerExceptionMapper(priority = 1)
    Response mismatch(MismatchedInputException failure, HttpServerRequest request) {
        return answer(failure, request);
    }

    private static Response answer(Throwable failure, HttpServerRequest request) {
        ProblemAnswer answer =
                ProblemAnswer.of(Problems.of(failure, request), request.path(), request.getHeader("Accept-Language"));
        Response.ResponseBuilder builder = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(builder::header);
        return builder.build();
    }
}
