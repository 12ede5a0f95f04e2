package org.zhenhao.evidence;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/log}: what anybody may watch the log of receipts by. It holds hashes, and tells nothing of reports. */
@Path("/v1/log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evidence")
public class LogResource {
    private final ReceiptLog log;

    @Inject
    LogResource(ReceiptLog log) {
        this.log = log;
    }

    /**
     * The log now.
     *
     * @param checkpoint a signed note (C2SP tlog-checkpoint)
     * @param publicKey Ed25519, base64
     */
    public record State(long size, String rootHash, String checkpoint, String publicKey) {}

    /** A proof that the log only grew. */
    public record Growth(long first, long second, List<String> proof) {}

    @GET
    @Operation(summary = "The log's signed checkpoint", description = "Open to all: no key, no scope.")
    public State state() throws SQLException {
        ReceiptLog.LogState now = log.now();
        return new State(
                now.checkpoint().size(),
                Base64.getEncoder().encodeToString(now.checkpoint().root()),
                now.note(),
                Base64.getEncoder().encodeToString(log.publicKey()));
    }

    @GET
    @Path("/consistency")
    @Operation(
            summary = "The proof that the log only grew between two sizes (RFC 6962)",
            description = "Open to all: no key, no scope.")
    public Growth consistency(@QueryParam("first") @Nullable Long first, @QueryParam("second") @Nullable Long second)
            throws SQLException {
        long size = log.now().checkpoint().size();
        if (first == null || second == null || first < 1 || first > second || second > size) {
            throw ProblemException.of(
                    ProblemCode.BAD_PARAMETER,
                    "须 1 ≤ first ≤ second ≤ %d",
                    "1 <= first <= second <= %d is needed",
                    size);
        }
        return new Growth(
                first,
                second,
                log.consistency(first, second).stream()
                        .map(hash -> Base64.getEncoder().encodeToString(hash))
                        .toList());
    }
}
