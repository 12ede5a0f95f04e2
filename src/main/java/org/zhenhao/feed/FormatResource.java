package org.zhenhao.feed;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.snapshot.FileAnswer;
import org.zhenhao.snapshot.Publications;
import org.zhenhao.snapshot.Requests;

/** {@code /v1/feed/formats}: the list in the words of phones and gateways; src/docs/formats.md tells how each takes it. */
@Path("/v1/feed/formats")
@Tag(name = "feed")
public class FormatResource {
    private static final long AN_HOUR = 3_600;
    private static final int MOST_SHARDS = 10_000;
    private static final int ENTRIES_PER_SHARD = 20_000;

    private final Lists lists;
    private final Requests requests;
    private final NumberParser parser;

    @Inject
    FormatResource(Lists lists, Requests requests, NumberParser parser) {
        this.lists = lists;
        this.requests = requests;
        this.parser = parser;
    }

    /** Which part of the list is wanted; see {@link ListResource}. */
    public static class Part {
        @QueryParam("region")
        @Nullable
        String region;

        @QueryParam("min_level")
        @Nullable
        String minLevel;

        @QueryParam("top")
        @Nullable
        Integer top;

        ListSpec spec(NumberParser parser) {
            return ListSpec.of(parser, region, minLevel, top, null);
        }
    }

    @GET
    @Path("/call-directory.bin")
    @Blocking
    @Operation(
            summary = "For an iOS Call Directory extension: ascending Int64 with labels",
            description = "With since: what to add and to remove; the whole list if that version is not kept any more.")
    public Response callDirectory(
            @BeanParam Part part, @QueryParam("since") @DefaultValue("0") long since, RoutingContext context)
            throws IOException {
        ListSpec spec = part.spec(parser);
        Language language = language(context);
        long from = since > 0 && lists.delta(since, spec) != null ? since : 0;
        return answer(context, "call-directory-" + from + "-" + language + "-" + spec.word(), () -> {
            Change change = from == 0 ? null : lists.change(from, spec);
            return CallDirectory.write(lists.content(spec), change == null ? 0 : from, change, language);
        });
    }

    @GET
    @Path("/android.csv")
    @Blocking
    @Operation(
            summary = "For Android apps: a number a line with what is said of it",
            description = "Columns pattern, level, score, category, label.")
    public Response android(@BeanParam Part part, RoutingContext context) throws IOException {
        ListSpec spec = part.spec(parser);
        Language language = language(context);
        return answer(context, "android-" + language + "-" + spec.word() + ".csv", () -> {
            CompactList list = lists.content(spec);
            return text(PlainLists.android(list, language));
        });
    }

    @GET
    @Path("/numbers.txt")
    @Blocking
    @Operation(summary = "For Kannel, Asterisk and scripts: a number a line", description = "E.164 with a plus.")
    public Response numbers(@BeanParam Part part, RoutingContext context) throws IOException {
        ListSpec spec = part.spec(parser);
        return answer(context, "numbers-" + spec.word() + ".txt", () -> text(PlainLists.numbers(lists.content(spec))));
    }

    @GET
    @Path("/fritzbox.xml")
    @Blocking
    @Operation(summary = "For a FRITZ!Box: a phone book to import; the worst 2,000 unless top says otherwise")
    public Response fritzBox(@BeanParam Part part, RoutingContext context) throws IOException {
        part.top = part.top == null ? Integer.valueOf(2_000) : part.top;
        ListSpec spec = part.spec(parser);
        return answer(
                context,
                "fritzbox-" + spec.word() + ".xml",
                () -> text(PhoneBook.of(lists.content(spec)).fritzBox()));
    }

    @GET
    @Path("/apple-{use:block|identity}.binpb")
    @Blocking
    @Operation(
            summary = "For Apple's Live Caller ID Lookup: a KeywordDatabase for PIRProcessDatabase",
            description = "shards and shard cut it as the tools do: SHA-256 of the keyword, first eight bytes, modulo.")
    public Response apple(
            @jakarta.ws.rs.PathParam("use") String use,
            @BeanParam Part part,
            @QueryParam("shards") @DefaultValue("1") int shards,
            @QueryParam("shard") @DefaultValue("0") int shard,
            RoutingContext context)
            throws IOException {
        if (shards < 1 || shards > MOST_SHARDS || shard < 0 || shard >= shards) {
            throw ProblemException.of(
                    ProblemCode.BAD_PARAMETER,
                    "shards 为 1 至 %d，shard 小于 shards",
                    "shards is 1 to %d, shard less than shards",
                    MOST_SHARDS);
        }
        ListSpec spec = part.spec(parser);
        Language language = language(context);
        String name = "apple-" + use + "-" + language + "-" + shard + "-" + shards + "-" + spec.word();
        return answer(
                context,
                name,
                () -> ApplePir.database(lists.content(spec), use.equals("identity"), shard, shards, language));
    }

    @GET
    @Path("/apple-{use:block|identity}.json")
    @Blocking
    @Operation(summary = "The configuration for PIRProcessDatabase that goes with the database")
    public Response appleConfiguration(
            @jakarta.ws.rs.PathParam("use") String use,
            @QueryParam("shards") @DefaultValue("1") int shards,
            RoutingContext context) {
        byte[] body = text(ApplePir.configuration(use.equals("identity"), Math.max(1, shards), ENTRIES_PER_SHARD));
        return requests.answer(context).bytes(body, MediaType.APPLICATION_JSON, "pir-" + use + shards, AN_HOUR);
    }

    private Response answer(RoutingContext context, String name, Lists.Maker maker) throws IOException {
        FileAnswer answer = requests.answer(context);
        Publications.Published latest = lists.latest();
        String tag = latest.manifest().version() + "-" + name;
        java.nio.file.Path file = lists.made(latest.directory(), name, maker);
        if (!answer.gzip() || answer.range() != null) {
            return Response.fromResponse(answer.file(file, type(name), tag, AN_HOUR))
                    .header("Vary", "Accept-Encoding, Accept-Language")
                    .build();
        }
        java.nio.file.Path packed =
                lists.made(latest.directory(), name + ".gz", () -> compressed(Files.readAllBytes(file)));
        return Response.fromResponse(answer.file(packed, type(name), tag + "-gz", AN_HOUR))
                .header("Content-Encoding", "gzip")
                .header("Vary", "Accept-Encoding, Accept-Language")
                .build();
    }

    private static String type(String name) {
        if (name.endsWith(".xml")) {
            return "application/xml;charset=UTF-8";
        }
        if (name.endsWith(".csv")) {
            return "text/csv;charset=UTF-8";
        }
        return name.endsWith(".txt") ? "text/plain;charset=UTF-8" : MediaType.APPLICATION_OCTET_STREAM;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    private static Language language(RoutingContext context) {
        return Language.of(context.request().getHeader("Accept-Language"));
    }
}
