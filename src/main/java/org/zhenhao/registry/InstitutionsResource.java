package org.zhenhao.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.store.DurableCommits;

/** Institutions: what is known of them, which keys manage them, who changed what. */
@Path("/v1/registry/institutions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class InstitutionsResource {
    private static final int MOST = 200;
    private static final int LONGEST_QUERY = 100;

    private final Registry registry;
    private final Editors editors;
    private final Callers callers;
    private final NumberParser parser;
    private final Clock clock;
    private final DurableCommits commits;
    private final ObjectMapper mapper;

    @Inject
    InstitutionsResource(
            Registry registry,
            Editors editors,
            Callers callers,
            NumberParser parser,
            Clock clock,
            DurableCommits commits,
            ObjectMapper mapper) {
        this.registry = registry;
        this.editors = editors;
        this.callers = callers;
        this.parser = parser;
        this.clock = clock;
        this.commits = commits;
        this.mapper = mapper;
    }

    /** An institution as the API shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String id,
            String name,
            @Nullable String nameEn,
            String kind,
            List<String> aliases,
            @Nullable String hotline,
            boolean completeCalls,
            boolean completeTexts,
            @Nullable Instant confirmedAt,
            @Nullable Integer staleAfterDays) {
        static View of(Institution institution) {
            return new View(
                    institution.id,
                    institution.name,
                    institution.nameEn,
                    institution.kind().wire(),
                    institution.aliasList(),
                    institution.hotline,
                    institution.completeCalls,
                    institution.completeTexts,
                    institution.confirmedAt,
                    institution.staleAfterDays);
        }
    }

    /**
     * A change.
     *
     * @param by id of the key, or a word for the service itself
     */
    public record Change(
            Instant at,
            String by,
            String action,
            String entry,
            String number,
            String role,
            String source,
            @Nullable String detail) {}

    @GET
    @Operation(summary = "Search institutions by name, the first 200")
    public List<View> search(@QueryParam("q") @Nullable String query, @Context RoutingContext context) {
        callers.of(context).require(Scope.LOOKUP);
        String text = query == null ? "" : query.strip();
        if (text.length() > LONGEST_QUERY) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER).with("parameter", "q");
        }
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        Institution.search(text, MOST).stream().map(View::of).toList());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An institution")
    public View get(@PathParam("id") String id, @Context RoutingContext context) {
        callers.of(context).require(Scope.LOOKUP);
        return QuarkusTransaction.requiringNew().call(() -> View.of(known(id)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Enter an institution")
    public View add(InstitutionDetails details, @Context RoutingContext context) {
        Editor editor = editors.operator(context);
        String name = EntryFields.required("name", details.name());
        return change(editor, details, ignored -> {
            if (Institution.findById(Institution.idOf(name)) != null) {
                throw ProblemException.of(ProblemCode.CONFLICT, "该机构已存在", "The institution is there already");
            }
            Institution institution = new Institution(name, clock.instant());
            institution.persist();
            return institution;
        });
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change what is known of an institution", description = "Missing members stay as they are.")
    public View change(@PathParam("id") String id, InstitutionDetails details, @Context RoutingContext context) {
        Editor editor = editors.of(context);
        if (!editor.manages(id)) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return change(editor, details, ignored -> known(id));
    }

    private View change(Editor editor, InstitutionDetails details, Function<Editor, Institution> which) {
        View changed = QuarkusTransaction.requiringNew().call(() -> {
            registry.snapshot().lock();
            Institution institution = which.apply(editor);
            details.applyTo(institution, parser, editor.operator(), clock.instant());
            note(institution, editor, details);
            return View.of(institution);
        });
        commits.settle();
        registry.snapshot().refresh();
        return changed;
    }

    private void note(Institution institution, Editor editor, Object detail) {
        try {
            new RegistryHistory(institution, editor.who(), clock.instant(), mapper.writeValueAsString(detail))
                    .persist();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        registry.snapshot().raise();
    }

    @GET
    @Path("/{id}/history")
    @Operation(summary = "Who changed what of an institution and its entries, the latest 200")
    public List<Change> history(@PathParam("id") String id, @Context RoutingContext context) {
        Editor editor = editors.of(context);
        if (!editor.manages(id)) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> RegistryHistory.of(id, MOST).stream()
                        .map(row -> new Change(
                                row.changedAt,
                                row.changedBy,
                                row.action,
                                row.entryId,
                                row.numberKey,
                                row.role,
                                row.source,
                                row.detail))
                        .toList());
    }

    @PUT
    @Path("/{id}/managers/{key}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Let a key manage the institution's entries",
            description = "The key needs the scope institution, and manages one institution at a time.")
    public void manage(@PathParam("id") String id, @PathParam("key") String key, @Context RoutingContext context) {
        Editor editor = editors.operator(context);
        if (key.isBlank() || key.length() > 40 || key.equals(editor.who())) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER).with("parameter", "key");
        }
        QuarkusTransaction.requiringNew().run(() -> {
            registry.snapshot().lock();
            Institution institution = known(id);
            RegistryManager.deleteById(key);
            new RegistryManager(key, institution, editor.who(), clock.instant()).persist();
            note(institution, editor, "manager " + key);
        });
        commits.settle();
    }

    @DELETE
    @Path("/{id}/managers/{key}")
    @Operation(summary = "Take a key's power over the institution's entries away")
    public void dismiss(@PathParam("id") String id, @PathParam("key") String key, @Context RoutingContext context) {
        Editor editor = editors.operator(context);
        QuarkusTransaction.requiringNew().run(() -> {
            registry.snapshot().lock();
            RegistryManager manager = RegistryManager.findById(key);
            if (manager == null || !manager.institution.id.equals(id)) {
                throw ProblemException.of(ProblemCode.NOT_FOUND);
            }
            note(manager.institution, editor, "manager " + key + " dismissed");
            manager.delete();
        });
        commits.settle();
    }

    private static Institution known(String id) {
        Institution institution = Institution.findById(id);
        if (institution == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return institution;
    }
}
