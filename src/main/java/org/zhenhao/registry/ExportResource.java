package org.zhenhao.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** The registry's entries in a form that can be brought in again: NDJSON or CSV. */
@Path("/v1/registry/export")
@Tag(name = "registry")
public class ExportResource {
    private static final int MOST = 200_000;

    private final Editors editors;
    private final ObjectMapper mapper;

    @Inject
    ExportResource(Editors editors, ObjectMapper mapper) {
        this.editors = editors;
        this.mapper = mapper;
    }

    @GET
    @Produces({"application/x-ndjson", "text/csv", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Export the entries, as NDJSON or CSV",
            description = "What POST /v1/registry/entries takes. Staff ids are left out: only their hashes are known.")
    public Response export(@QueryParam("format") @Nullable String format, @Context RoutingContext context)
            throws IOException {
        Editor editor = editors.of(context);
        boolean csv = "csv".equals(format);
        if (format != null && !csv && !format.equals("ndjson")) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER, "format 应为 ndjson 或 csv", "format is ndjson or csv")
                    .with("parameter", "format");
        }
        List<EntryLine> lines = QuarkusTransaction.requiringNew()
                .call(() -> RegistryEntry.search("", null, editor.institutionId()).page(0, MOST).stream()
                        .filter(entry -> !entry.shape.equals(Shape.STAFF.wire()))
                        .map(ExportResource::line)
                        .toList());
        return Response.ok(csv ? csv(lines) : ndjson(lines), csv ? "text/csv;charset=UTF-8" : "application/x-ndjson")
                .header("Content-Disposition", "attachment; filename=\"registry." + (csv ? "csv" : "ndjson") + "\"")
                .build();
    }

    private String ndjson(List<EntryLine> lines) throws IOException {
        StringBuilder out = new StringBuilder();
        for (EntryLine line : lines) {
            out.append(mapper.writeValueAsString(line)).append('\n');
        }
        return out.toString();
    }

    private static String csv(List<EntryLine> lines) {
        StringWriter out = new StringWriter();
        CsvWriter writer = CsvWriter.builder().bufferSize(0).build(out);
        writer.writeRecord(
                "number",
                "from",
                "to",
                "base",
                "signature",
                "name",
                "nameEn",
                "agency",
                "role",
                "channel",
                "purpose",
                "category",
                "source",
                "evidence",
                "validFrom",
                "validUntil");
        for (EntryLine line : lines) {
            writer.writeRecord(
                    line.number(),
                    line.from(),
                    line.to(),
                    line.base(),
                    line.signature(),
                    line.name(),
                    line.nameEn(),
                    line.agency(),
                    line.role(),
                    line.channel(),
                    line.purpose(),
                    line.category(),
                    line.source(),
                    line.evidence(),
                    line.validFrom(),
                    line.validUntil());
        }
        return out.toString();
    }

    private static EntryLine line(RegistryEntry entry) {
        Shape shape = Shape.of(entry.shape);
        RegistryChanged.Span span = EntryKeys.span(entry.numberKey);
        boolean text = entry.numberKey.startsWith("CN-");
        return new EntryLine(
                shape == Shape.NUMBER ? entry.numberKey : null,
                shape == Shape.RANGE && span != null ? span.first() : null,
                shape == Shape.RANGE && span != null ? span.last() : null,
                shape == Shape.BASE && span != null ? span.first().substring(3) : null,
                shape == Shape.SIGNATURE ? entry.numberKey : null,
                null,
                entry.institution.name,
                entry.institution.nameEn,
                entry.agency == null ? null : entry.agency.name,
                entry.role,
                null,
                // Read as texts, keys of gateways and names stay what they are; service codes are the same in both.
                text ? "sms" : null,
                entry.purpose,
                entry.institution.category,
                entry.source,
                entry.evidence,
                time(entry.validFrom),
                time(entry.validUntil));
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
