package org.zhenhao.lookup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.jboss.resteasy.reactive.RestResponse;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.reputation.StoreUnavailableException;

/** TODO replaced by the problem package. */
final class Problems {
    private Problems() {}

    static RestResponse<byte[]> of(Throwable failure, Language language) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RefusedNumberException e) {
            return problem(400, "number_refused", e.reason().code());
        }
        if (cause instanceof BadParameterException e) {
            return problem(400, "bad_parameter", String.valueOf(e.getMessage()));
        }
        if (cause instanceof StoreUnavailableException) {
            return problem(503, "store_unavailable", "later");
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException(cause);
    }

    private static RestResponse<byte[]> problem(int status, String code, String detail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeNumberField("status", status);
            json.writeStringField("code", code);
            json.writeStringField("detail", detail);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), out.toByteArray())
                .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .build();
    }
}
