package org.zhenhao.conduct;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/conduct/rules}: the rules that contacts are held against, with what they cite. */
@Path("/v1/conduct/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "conduct")
public class RulesResource {
    private final ConductBook book;

    @Inject
    RulesResource(ConductBook book) {
        this.book = book;
    }

    /**
     * The rule sets.
     *
     * @param used id of the one this deployment uses
     */
    public record Rules(String used, List<RuleSet> sets) {}

    @GET
    @Operation(summary = "The rule sets, with the texts they cite", description = "Open to all: no key, no scope.")
    public Rules rules() {
        return new Rules(book.rules().id(), book.sets());
    }
}
