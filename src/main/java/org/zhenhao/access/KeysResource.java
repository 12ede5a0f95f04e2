package org.zhenhao.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Keys of the API, managed by those with scope {@code admin}. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.ADMIN)
@Tag(name = "keys")
public class KeysResource {
    private static final int LONGEST_NAME = 200;

    private final Keys keys;
    private final Clock clock;

    @Inject
    KeysResource(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What a new key is to be.
     *
     * @param name for people, 1 to 200 characters
     * @param scopes at least one
     * @param trusted whether reports through it count as from separate people; an operator vouches for that
     * @param expiresAt when it ends, in the future; null for never
     */
    public record NewKey(
            @Nullable String name,
            @Nullable List<String> scopes,
            boolean trusted,
            @Nullable Instant expiresAt) {}

    /**
     * A key without the key itself.
     *
     * @param prefix its first characters, to recognise it by
     */
    public record KeyView(
            String id,
            String name,
            String prefix,
            List<String> scopes,
            boolean trusted,
            boolean disabled,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    /**
     * A key just made.
     *
     * @param key the key itself, which cannot be seen again
     */
    public record MadeKey(String key, KeyView info) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            summary = "Make a key",
            description = "The answer holds the key; it is not stored and never shown again.")
    public MadeKey add(NewKey wanted) {
        String name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("name", "1 至 200 个字符", "1 to 200 characters");
        }
        Set<Scope> scopes = scopes(wanted.scopes());
        Instant expiresAt = wanted.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw invalid("expiresAt", "须在将来", "must be in the future");
        }
        SecretKey key = keys.make();
        ApiKey row = keys.add(key, name, scopes, wanted.trusted(), expiresAt);
        keys.refresh();
        return new MadeKey(key.text(), view(row));
    }

    @GET
    @Operation(summary = "List the keys, newest first")
    public List<KeyView> list() {
        return keys.list().stream().map(KeysResource::view).toList();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Disable a key for good", description = "It stays in the list, for its reports name it.")
    public void disable(@PathParam("id") String id) {
        if (!keys.disable(id)) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        keys.refresh();
    }

    private static Set<Scope> scopes(@Nullable List<String> words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        try {
            for (String word : words == null ? List.<String>of() : words) {
                scopes.add(Scope.of(word));
            }
        } catch (IllegalArgumentException e) {
            String all = Scope.join(Scope.all());
            throw invalid("scopes", "可用的权限：" + all, "the scopes are " + all);
        }
        if (scopes.isEmpty()) {
            throw invalid("scopes", "至少一项", "at least one");
        }
        return Collections.unmodifiableSet(scopes);
    }

    private static ProblemException invalid(String field, String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, "%1$s：%2$s", "%1$s: %3$s", field, zh, en)
                .with("field", field);
    }

    private static KeyView view(ApiKey row) {
        List<String> scopes = Scope.split(row.scopes).stream().map(Scope::wire).toList();
        return new KeyView(
                row.id, row.name, row.prefix, scopes, row.trusted, row.disabled, row.createdAt, row.expiresAt);
    }
}
