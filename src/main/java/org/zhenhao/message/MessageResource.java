package org.zhenhao.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code POST /v1/messages/check}: does this text fit who is said to have sent it? */
@Path("/v1/messages/check")
@Singleton
public class MessageResource {
    private static final JsonFactory JSON = new JsonFactory();

    private final MessageChecker checker;
    private final MessageWriter writer;
    private final Callers callers;

    @Inject
    MessageResource(MessageChecker checker, MessageWriter writer, Callers callers) {
        this.checker = checker;
        this.writer = writer;
        this.callers = callers;
    }

    /**
     * A message to check.
     *
     * @param sender as presented
     * @param text what was written, at most 2,000 characters; may be left out
     * @param region ISO 3166 code of the receiver's country, CN if left out
     */
    public record Message(
            @Nullable String sender,
            @Nullable String text,
            @Nullable String region) {}

    /** Checks a message and forgets it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    @Operation(hidden = true) // Documented in META-INF/openapi.yaml.
    public CompletionStage<RestResponse<byte[]>> check(
            @Nullable Message message,
            RoutingContext context,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        callers.of(context).require(Scope.LOOKUP);
        if (message == null || message.sender() == null || message.sender().isEmpty()) {
            throw ProblemException.of(ProblemCode.INVALID_FIELD, "缺少发送号码 sender", "The field sender is missing")
                    .with("field", "sender");
        }
        Language language = Language.of(acceptLanguage);
        return checker.check(message.sender(), message.region(), message.text()).handle((checked, failure) -> {
            if (checked == null) {
                throw failure instanceof CompletionException wrapped
                                && wrapped.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failure);
            }
            return RestResponse.ResponseBuilder.ok(write(checked, language))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                    .build();
        });
    }

    private byte[] write(CheckedMessage checked, Language language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            writer.write(json, checked, language);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
