package org.zhenhao.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.secret.Pseudonyms;

/**
 * The registry's entries, kept by those with scope {@code registry}, and by institutions with a key of scope {@code
 * institution} as far as they are their own.
 */
@Path("/v1/registry/entries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registry")
public class RegistryResource {
    private static final int PAGE_SIZE = 50;
    private static final int LAST_PAGE = 100_000;
    private static final int LONGEST_QUERY = 100;

    private final Book book;
    private final NumberParser parser;
    private final Editors editors;
    private final Pseudonyms pseudonyms;
    private final ObjectReader lineReader;

    @Inject
    RegistryResource(Book book, NumberParser parser, Editors editors, Pseudonyms pseudonyms, ObjectMapper mapper) {
        this.book = book;
        this.parser = parser;
        this.editors = editors;
        this.pseudonyms = pseudonyms;
        this.lineReader = mapper.readerFor(EntryLine.class);
    }

    /**
     * A page of entries.
     *
     * @param page from 0
     * @param total entries on all pages
     */
    public record EntryPage(int page, long total, List<EntryView> entries) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Enter numbers from a JSON list", description = "What is there already stays as it is.")
    public Intake.Outcome add(
            List<EntryLine> entries,
            @HeaderParam("Accept-Language") @Nullable String language,
            @Context RoutingContext context) {
        Intake intake = intake(language, context);
        for (int i = 0; i < entries.size(); i++) {
            intake.take(i + 1, entries.get(i));
        }
        return intake.finish();
    }

    @POST
    @Consumes("application/x-ndjson")
    @Operation(summary = "Enter numbers, one JSON object a line", description = "A broken line does not stop the rest.")
    public Intake.Outcome addLines(
            InputStream body,
            @HeaderParam("Accept-Language") @Nullable String language,
            @Context RoutingContext context)
            throws IOException {
        Intake intake = intake(language, context);
        Lines lines = new Lines(body);
        for (String line = lines.next(); line != null; line = lines.next()) {
            try {
                intake.take(lines.number(), lineReader.readValue(line));
            } catch (JsonProcessingException e) {
                intake.refuse(lines.number(), null, ProblemException.ofJson(e));
            }
        }
        return intake.finish();
    }

    @POST
    @Consumes("text/csv")
    @Operation(
            summary = "Enter numbers from CSV",
            description =
                    "The first line names the columns, by the members of a JSON entry. A broken line does not stop"
                            + " the rest.")
    public Intake.Outcome addCsv(
            InputStream body,
            @HeaderParam("Accept-Language") @Nullable String language,
            @Context RoutingContext context)
            throws IOException {
        Intake intake = intake(language, context);
        new EntryCsv(lineReader).read(body, intake);
        return intake.finish();
    }

    @GET
    @Operation(summary = "Search entries by number or institution, 50 a page")
    public EntryPage search(
            @QueryParam("q") @Nullable String query,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @Nullable String page,
            @Context RoutingContext context) {
        Editor editor = editors.of(context);
        if (state != null && !state.equals(RegistryEntry.ACTIVE) && !state.equals(RegistryEntry.PENDING)) {
            throw parameter("state", "应为 active 或 pending", "must be active or pending");
        }
        String text = query == null ? "" : query.strip();
        if (text.length() > LONGEST_QUERY) {
            throw parameter("q", "至多 100 个字符", "must have at most 100 characters");
        }
        int number = pageNumber(page);
        Book.Page found = book.search(text, state, editor.institutionId(), number, PAGE_SIZE);
        return new EntryPage(
                number,
                found.total(),
                found.entries().stream().map(EntryView::of).toList());
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove an entry", description = "The history keeps that it was there, and who removed it.")
    public void remove(@PathParam("id") String id, @Context RoutingContext context) {
        if (!book.remove(id, editors.of(context))) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Approve a pending entry",
            description = "Needs the scope registry, and somebody other than who proposed the entry.")
    public void approve(@PathParam("id") String id, @Context RoutingContext context) {
        decide(id, true, context);
    }

    @POST
    @Path("/{id}/reject")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Reject a pending entry", description = "The history keeps it.")
    public void reject(@PathParam("id") String id, @Context RoutingContext context) {
        decide(id, false, context);
    }

    private void decide(String id, boolean approve, RoutingContext context) {
        if (!book.decide(id, approve, editors.of(context))) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
    }

    private Intake intake(@Nullable String language, RoutingContext context) {
        return new Intake(book::add, parser, pseudonyms, editors.of(context), Language.of(language));
    }

    private static int pageNumber(@Nullable String page) {
        try {
            int number = page == null ? 0 : Integer.parseInt(page);
            if (number >= 0 && number <= LAST_PAGE) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badPage();
        }
        throw badPage();
    }

    private static ProblemException badPage() {
        return parameter("page", "应为不小于 0 的整数", "must be a whole number from 0");
    }

    private static ProblemException parameter(String name, String zh, String en) {
        return ProblemException.of(ProblemCode.BAD_PARAMETER, name + " " + zh, name + " " + en)
                .with("parameter", name);
    }
}
