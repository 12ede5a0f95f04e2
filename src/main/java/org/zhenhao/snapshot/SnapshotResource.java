package org.zhenhao.snapshot;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.RequiresScope;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/feed/snapshot} and {@code /v1/feed/key}: the published tables, their manifest and the key it is signed with. */
@Path("/v1/feed")
@Tag(name = "feed")
public class SnapshotResource {
    private static final long A_DAY = 86_400;
    private static final long FIVE_MINUTES = 300;

    private final Publications publications;
    private final PublishingKey key;
    private final Requests requests;

    @Inject
    SnapshotResource(Publications publications, PublishingKey key, Requests requests) {
        this.publications = publications;
        this.key = key;
        this.requests = requests;
    }

    /**
     * The public key.
     *
     * @param publicKey 32 bytes in Base64
     */
    public record KeyView(String algorithm, String publicKey, String pem) {}

    /** How publishing goes. */
    public record StateView(
            String state,
            long numbers,
            @Nullable Long version,
            @Nullable Instant createdAt,
            @Nullable String failure) {}

    @GET
    @Path("/key")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The public key that everything published is signed with (Ed25519)")
    public KeyView key() {
        return new KeyView("Ed25519", Base64.getEncoder().encodeToString(key.publicBytes()), key.pem());
    }

    @GET
    @Path("/snapshot")
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The manifest of the newest published version",
            description = "Its files with their SHA-256. The header Signature-Ed25519 holds the signature of the"
                    + " answer's bytes in Base64; /v1/feed/snapshot/{version}/manifest.json.sig holds the same.")
    public Response manifest(RoutingContext context) throws IOException {
        FileAnswer answer = requests.answer(context);
        Publications.Published latest = latest();
        byte[] bytes = Files.readAllBytes(latest.file("manifest.json"));
        Response response = answer.bytes(
                bytes, MediaType.APPLICATION_JSON, "m" + latest.manifest().version(), FIVE_MINUTES);
        return Response.fromResponse(response)
                .header("Signature-Ed25519", Base64.getEncoder().encodeToString(key.sign(bytes)))
                .build();
    }

    @GET
    @Path("/snapshot/state")
    @RequiresScope(Scope.ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How publishing goes on this replica")
    public StateView state() {
        return view();
    }

    @POST
    @Path("/snapshot")
    @RequiresScope(Scope.ADMIN)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Publish now",
            description = "Answered at once; a version comes into being only if something has changed.")
    public Response publish() {
        publications.publishSoon();
        return Response.accepted(view())
                .header("Location", "/v1/feed/snapshot/state")
                .build();
    }

    @GET
    @Path("/snapshot/{version}/{file}")
    @Blocking
    @Operation(
            summary = "A file of a published version",
            description = "numbers.parquet and blocks.parquet are kept for the newest two versions. Ranges and entity"
                    + " tags are honoured; a version's files never change.")
    public Response file(@PathParam("version") long version, @PathParam("file") String name, RoutingContext context)
            throws IOException, SQLException {
        FileAnswer answer = requests.answer(context);
        Publications.Published latest = latest();
        if (name.equals("manifest.json.sig") && version == latest.manifest().version()) {
            byte[] signature = Base64.getEncoder().encode(key.sign(Files.readAllBytes(latest.file("manifest.json"))));
            return answer.bytes(signature, MediaType.TEXT_PLAIN, "s" + version, A_DAY);
        }
        if (name.equals("manifest.json") && version == latest.manifest().version()) {
            return answer.bytes(
                    Files.readAllBytes(latest.file(name)), MediaType.APPLICATION_JSON, "m" + version, A_DAY);
        }
        boolean known = latest.manifest().file(name) != null;
        java.nio.file.Path file = known ? publications.kept(version, name) : null;
        if (file == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "没有这个版本或文件", "there is no such version or file");
        }
        String tag = version + "-" + new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.US_ASCII);
        return answer.file(file, MediaType.APPLICATION_OCTET_STREAM, tag, A_DAY);
    }

    private Publications.Published latest() {
        Publications.Published latest = publications.latest();
        if (latest == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "尚未发布任何版本", "nothing has been published yet");
        }
        return latest;
    }

    private StateView view() {
        Publications.Progress progress = publications.progress();
        Publications.Published latest = publications.latest();
        return new StateView(
                progress.state(),
                progress.numbers(),
                latest == null ? null : latest.manifest().version(),
                latest == null ? null : latest.manifest().createdAt(),
                progress.failure());
    }
}
