package org.zhenhao.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.RequiresScope;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/privacy}: how long what is kept, and sealing anew after a change of keys. */
@Path("/v1/privacy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "privacy")
public class PrivacyResource {
    private final RetentionJob job;
    private final RetentionSettings settings;
    private final Resealer resealer;

    @Inject
    PrivacyResource(RetentionJob job, RetentionSettings settings, Resealer resealer) {
        this.job = job;
        this.settings = settings;
        this.resealer = resealer;
    }

    /**
     * How long one kind of data is kept.
     *
     * @param text what that is
     * @param ranAt when what was older was last erased; missing before the first time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Kept(
            String kind, String text, long days, @Nullable Instant ranAt) {}

    @GET
    @Path("/retention")
    @Blocking
    @Operation(summary = "How long each kind of data is kept, and when older data was last erased")
    public List<Kept> retention(@HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
        Language language = Language.of(acceptLanguage);
        try {
            Map<Kind, RetentionTable.State> states = job.states();
            return Arrays.stream(Kind.values())
                    .map(kind -> {
                        RetentionTable.State state = states.get(kind);
                        return new Kept(
                                kind.wire(),
                                kind.text().in(language),
                                kind.kept(settings).toDays(),
                                state == null ? null : Instant.ofEpochSecond(state.ranAt()));
                    })
                    .toList();
        } catch (SQLException e) {
            throw unavailable();
        }
    }

    @POST
    @Path("/reseal")
    @Consumes(MediaType.WILDCARD)
    @RequiresScope(Scope.ADMIN)
    @Blocking
    @Operation(
            summary = "Seal stored texts anew with the present key",
            description =
                    "Some ten thousand reports a call; repeat with `after` from the answer until `done`. Then the old key can go.")
    public Resealer.Outcome reseal(@QueryParam("after") @DefaultValue("-1") long after) {
        try {
            return resealer.run(after);
        } catch (SQLException e) {
            throw unavailable();
        }
    }

    private static ProblemException unavailable() {
        return ProblemException.of(
                        ProblemCode.STORE_UNAVAILABLE, "存储暂时不可用", "the store cannot be reached at the moment")
                .retryAfter(2);
    }
}
