package org.zhenhao.webhook;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.RequiresScope;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.published.PublishedNumbers;

/** {@code /v1/webhooks}: who wants to be told of published changes. Each key sees its own only. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RequiresScope(Scope.FEED)
@Tag(name = "dialers")
@Singleton
@Blocking
public class WebhookResource {
    private static final int MOST = 20;

    private final WebhookTable table;
    private final WebhookSecrets secrets;
    private final WebhookSettings settings;
    private final PublishedNumbers published;
    private final Callers callers;
    private final Clock clock;

    @Inject
    WebhookResource(
            WebhookTable table,
            WebhookSecrets secrets,
            WebhookSettings settings,
            PublishedNumbers published,
            Callers callers,
            Clock clock) {
        this.table = table;
        this.secrets = secrets;
        this.settings = settings;
        this.published = published;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * What to tell whom.
     *
     * @param url https, at a public address
     * @param since number of the change to begin after; left out: from now on
     */
    public record Wish(@Nullable String url, @Nullable Long since) {}

    /** A webhook as its owner sees it. */
    public record View(
            String id,
            String url,
            @Nullable String secret,
            long cursor,
            int failures,
            @Nullable String lastError,
            Instant createdAt) {}

    /** A delivery given up. */
    public record DeadView(String id, long after, long upTo, String error, Instant givenUpAt) {}

    /** Enters a webhook; the secret its deliveries are signed with is answered this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Be told of published changes by HTTP")
    public Response add(@Nullable Wish wish, RoutingContext context) {
        String url = wish == null ? null : wish.url();
        if (wish == null || url == null) {
            throw ProblemException.of(ProblemCode.INVALID_FIELD, "缺少 url", "The field url is missing")
                    .with("field", "url");
        }
        WebhookTarget target = WebhookTarget.of(url, settings.inside());
        try {
            target.resolve(settings.inside());
        } catch (UnknownHostException e) {
            throw ProblemException.of(
                            ProblemCode.INVALID_FIELD,
                            "url 的主机不存在或不在公网",
                            "url: there is no such host, or it is not public")
                    .with("field", "url");
        }
        String client = callers.of(context).id();
        return stored(() -> {
            if (table.of(client).size() >= MOST) {
                throw ProblemException.of(ProblemCode.CONFLICT, "最多 %d 个", "There are at most %d", MOST);
            }
            Long wished = wish.since();
            long since = wished == null ? published.head() : Math.max(0, wished);
            WebhookTable.Webhook made =
                    table.add(client, url, since, clock.instant().getEpochSecond());
            return Response.status(Response.Status.CREATED)
                    .entity(view(made, secrets.of(made.id())))
                    .build();
        });
    }

    /** The key's webhooks. */
    @GET
    @Operation(summary = "Your webhooks")
    public List<View> list(RoutingContext context) {
        return stored(() -> table.of(callers.of(context).id()).stream()
                .map(webhook -> view(webhook, null))
                .toList());
    }

    /** Removes a webhook with its dead deliveries. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Be told no more")
    public void remove(@PathParam("id") String id, RoutingContext context) {
        if (!stored(() -> table.remove(id, callers.of(context).id()))) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
    }

    /** The deliveries given up. */
    @GET
    @Path("/{id}/dead")
    @Operation(summary = "Deliveries given up")
    public List<DeadView> dead(@PathParam("id") String id, RoutingContext context) {
        own(id, context);
        return stored(() -> table.dead(id).stream()
                .map(dead -> new DeadView(
                        dead.id(), dead.from(), dead.to(), dead.error(), Instant.ofEpochSecond(dead.givenUpAt())))
                .toList());
    }

    /** Tells everything again from the oldest delivery given up. */
    @POST
    @Path("/{id}/dead/retry")
    @Operation(summary = "Send again what was given up")
    public Response retry(@PathParam("id") String id, RoutingContext context) {
        own(id, context);
        boolean any = stored(
                () -> table.revive(id, callers.of(context).id(), clock.instant().getEpochSecond()));
        return Response.status(any ? Response.Status.ACCEPTED : Response.Status.NO_CONTENT)
                .build();
    }

    private void own(String id, RoutingContext context) {
        String client = callers.of(context).id();
        if (stored(() -> table.of(client)).stream()
                .noneMatch(webhook -> webhook.id().equals(id))) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
    }

    private static View view(WebhookTable.Webhook webhook, @Nullable String secret) {
        return new View(
                webhook.id(),
                webhook.url(),
                secret,
                webhook.cursor(),
                webhook.failures(),
                webhook.lastError(),
                Instant.ofEpochSecond(webhook.createdAt()));
    }

    private static <T> T stored(Callable<T> work) {
        try {
            return work.call();
        } catch (SQLException e) {
            throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE).retryAfter(2);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
