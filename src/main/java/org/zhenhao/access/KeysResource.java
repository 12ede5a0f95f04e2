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
import java.time.Duration;
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
    private static final long MOST_PER_MINUTE = 1_000_000_000;
    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

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
     * @param lookupsPerMinute its own quota of numbers asked about; null for that of all keys
     * @param reportsPerMinute its own quota of reports; null for that of all keys
     */
    public record NewKey(
            @Nullable String name,
            @Nullable List<String> scopes,
            boolean trusted,
            @Nullable Instant expiresAt,
            @Nullable Long lookupsPerMinute,
            @Nullable Long reportsPerMinute) {}

    /**
     * How a key is to be replaced.
     *
     * @param overlapSeconds how long the old one is still accepted, 0 to 30 days; null for a day
     */
    public record Rotation(@Nullable Long overlapSeconds) {}

    /**
     * A key without the key itself.
     *
     * @param prefix its first characters, to recognise it by
     * @param previousExpiresAt until when the key that it replaced is accepted; null if it replaced none
     */
    public record KeyView(
            String id,
            String name,
            String prefix,
            List<String> scopes,
            boolean trusted,
            boolean disabled,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant previousExpiresAt,
            @Nullable Long lookupsPerMinute,
            @Nullable Long reportsPerMinute) {}

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
        Limits limits = new Limits(
                amount("lookupsPerMinute", wanted.lookupsPerMinute()),
                amount("reportsPerMinute", wanted.reportsPerMinute()));
        ApiKey row = keys.add(key, new KeyTerms(name, scopes, wanted.trusted(), expiresAt, limits));
        keys.refresh();
        return new MadeKey(key.text(), view(row));
    }

    @POST
    @Path("/{id}/rotation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replace a key",
            description = "The answer holds the new key. The old one is accepted for overlapSeconds more, a day if not "
                    + "said; the id stays, and with it the key's reporters and quotas.")
    public MadeKey rotate(@PathParam("id") String id, @Nullable Rotation rotation) {
        Long wanted = rotation == null ? null : rotation.overlapSeconds();
        long overlap = wanted == null ? USUAL_OVERLAP.toSeconds() : wanted;
        if (overlap < 0 || overlap > LONGEST_OVERLAP.toSeconds()) {
            throw invalid("overlapSeconds", "0 秒至 30 天", "0 seconds to 30 days");
        }
        SecretKey key = keys.make();
        ApiKey row = keys.rotate(id, key, clock.instant().plusSeconds(overlap));
        if (row == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
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

    private static @Nullable Long amount(String field, @Nullable Long amount) {
        if (amount != null && (amount < 1 || amount > MOST_PER_MINUTE)) {
            throw invalid(field, "1 至 1000000000", "1 to 1000000000");
        }
        return amount;
    }

    private static ProblemException invalid(String field, String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, "%1$s：%2$s", "%1$s: %3$s", field, zh, en)
                .with("field", field);
    }

    private static KeyView view(ApiKey row) {
        List<String> scopes = Scope.split(row.scopes).stream().map(Scope::wire).toList();
        return new KeyView(
                row.id,
                row.name,
                row.prefix,
                scopes,
                row.trusted,
                row.disabled,
                row.createdAt,
                row.expiresAt,
                row.previousExpiresAt,
                row.lookupsPerMinute,
                row.reportsPerMinute);
    }
}
