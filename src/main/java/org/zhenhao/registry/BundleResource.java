package org.zhenhao.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.store.DurableCommits;

/** Signed lists: this deployment's own, and those of the publishers it follows. */
@Path("/v1/registry/bundle")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class BundleResource {
    private static final int PUBLIC_KEY_BYTES = 32;

    private final Bundles bundles;
    private final Publishers publishers;
    private final Book book;
    private final Editors editors;
    private final Callers callers;
    private final Clock clock;
    private final DurableCommits commits;

    @Inject
    BundleResource(
            Bundles bundles,
            Publishers publishers,
            Book book,
            Editors editors,
            Callers callers,
            Clock clock,
            DurableCommits commits) {
        this.bundles = bundles;
        this.publishers = publishers;
        this.book = book;
        this.editors = editors;
        this.callers = callers;
        this.clock = clock;
        this.commits = commits;
    }

    /**
     * Whom to follow.
     *
     * @param name of the publisher, for people
     * @param publicKey Ed25519, 32 bytes, base64
     * @param url where the list is fetched each hour, https; null: it is brought by POST
     * @param institution id of the one institution it may speak for; null: any
     */
    public record Follow(
            @Nullable String name,
            @Nullable String publicKey,
            @Nullable String url,
            @Nullable String institution) {}

    /** A publisher that is followed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PublisherView(
            String id,
            String name,
            String publicKey,
            @Nullable String url,
            @Nullable String institution,
            long serial,
            int entries,
            @Nullable Instant takenAt,
            @Nullable String failure,
            String createdBy,
            @Nullable String approvedBy) {
        static PublisherView of(RegistryPublisher row) {
            return new PublisherView(
                    row.id,
                    row.name,
                    row.publicKey,
                    row.url,
                    row.institutionId,
                    row.serial,
                    row.entries,
                    row.takenAt,
                    row.failure,
                    row.createdBy,
                    row.approvedBy);
        }
    }

    @GET
    @Operation(summary = "This deployment's list, signed with Ed25519", description = "Without staff ids.")
    public Bundle.Signed get(@QueryParam("institution") @Nullable String institution, @Context RoutingContext context) {
        callers.of(context).require(Scope.LOOKUP);
        return bundles.write(institution);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take in a signed list of a publisher that is followed")
    public Bundles.Taken take(Bundle.Signed signed, @Context RoutingContext context) {
        editors.operator(context);
        return bundles.take(signed);
    }

    @GET
    @Path("/publishers")
    @Operation(summary = "The publishers that are followed")
    public List<PublisherView> followed(@Context RoutingContext context) {
        editors.operator(context);
        return QuarkusTransaction.requiringNew()
                .call(() -> RegistryPublisher.<RegistryPublisher>listAll().stream()
                        .map(PublisherView::of)
                        .toList());
    }

    @POST
    @Path("/publishers")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Follow a publisher")
    public PublisherView follow(Follow wanted, @Context RoutingContext context) {
        Editor editor = editors.operator(context);
        String name = EntryFields.required("name", wanted.name());
        String key = publicKey(wanted.publicKey());
        String url = address(wanted.url());
        PublisherView made = QuarkusTransaction.requiringNew().call(() -> {
            if (RegistryPublisher.count("publicKey", key) > 0) {
                throw ProblemException.of(ProblemCode.CONFLICT, "已订阅该公钥", "This key is followed already");
            }
            if (wanted.institution() != null && Institution.findById(wanted.institution()) == null) {
                throw EntryFields.invalid("institution", new Text("没有该机构", "names no institution"));
            }
            RegistryPublisher row = new RegistryPublisher(name, key, editor.who(), clock.instant());
            row.url = url;
            row.institutionId = wanted.institution();
            row.approvedBy = editors.operatorsToo() ? null : editor.who();
            row.persist();
            return PublisherView.of(row);
        });
        commits.settle();
        return made;
    }

    @POST
    @Path("/publishers/{id}/approve")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Approve a publisher", description = "By somebody other than who entered it.")
    public PublisherView approve(@PathParam("id") String id, @Context RoutingContext context) {
        Editor editor = editors.operator(context);
        PublisherView approved = QuarkusTransaction.requiringNew().call(() -> {
            RegistryPublisher row = known(id);
            if (row.approvedBy != null || row.createdBy.equals(editor.who())) {
                throw ProblemException.of(
                        ProblemCode.CONFLICT, "须由提出者以外的人批准", "Somebody other than who entered it approves");
            }
            row.approvedBy = editor.who();
            return PublisherView.of(row);
        });
        commits.settle();
        return approved;
    }

    @POST
    @Path("/publishers/{id}/fetch")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Fetch a publisher's list now")
    public PublisherView fetch(@PathParam("id") String id, @Context RoutingContext context) {
        editors.operator(context);
        RegistryPublisher row = QuarkusTransaction.requiringNew().call(() -> known(id));
        if (row.url == null || row.approvedBy == null) {
            throw ProblemException.of(ProblemCode.CONFLICT, "没有网址，或尚未批准", "It has no address, or is not approved yet");
        }
        publishers.fetch(row);
        return QuarkusTransaction.requiringNew().call(() -> PublisherView.of(known(id)));
    }

    @DELETE
    @Path("/publishers/{id}")
    @Operation(summary = "Cease to follow a publisher", description = "What came from it goes.")
    public void unfollow(@PathParam("id") String id, @Context RoutingContext context) {
        Editor editor = editors.operator(context);
        Set<String> keys = new HashSet<>();
        QuarkusTransaction.requiringNew().run(() -> {
            RegistryPublisher row = known(id);
            keys.addAll(book.removeOthersInTransaction(row.id, Set.of(), editor.who()));
            row.delete();
        });
        commits.settle();
        book.announce(keys);
    }

    private static RegistryPublisher known(String id) {
        RegistryPublisher row = RegistryPublisher.findById(id);
        if (row == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return row;
    }

    private static String publicKey(@Nullable String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text == null ? "" : text.strip());
            if (bytes.length == PUBLIC_KEY_BYTES) {
                return Base64.getEncoder().encodeToString(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw badKey();
        }
        throw badKey();
    }

    private static ProblemException badKey() {
        return EntryFields.invalid(
                "publicKey", new Text("须为 base64 的 32 字节 Ed25519 公钥", "is an Ed25519 key of 32 bytes in base64"));
    }

    /** Lists are fetched over TLS, from this machine also without. */
    private static @Nullable String address(@Nullable String url) {
        String text = EntryFields.text("url", url, EntryFields.LONGEST_EVIDENCE);
        if (text == null) {
            return null;
        }
        try {
            URI address = URI.create(text);
            String host = address.getHost();
            boolean here = "127.0.0.1".equals(host) || "localhost".equals(host);
            if (host != null && ("https".equals(address.getScheme()) || here && "http".equals(address.getScheme()))) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw badAddress();
        }
        throw badAddress();
    }

    private static ProblemException badAddress() {
        return EntryFields.invalid("url", new Text("须为 https 网址", "is an https address"));
    }
}
