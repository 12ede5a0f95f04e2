package org.zhenhao.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.snapshot.FileAnswer;
import org.zhenhao.snapshot.Publications;
import org.zhenhao.snapshot.Requests;

/** {@code /v1/feed/list}: compact lists for devices, whole or as what has changed. */
@Path("/v1/feed/list")
@Tag(name = "feed")
public class ListResource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long FIVE_MINUTES = 300;

    private final Lists lists;
    private final Requests requests;
    private final NumberParser parser;

    @Inject
    ListResource(Lists lists, Requests requests, NumberParser parser) {
        this.lists = lists;
        this.requests = requests;
        this.parser = parser;
    }

    @GET
    @Blocking
    @Operation(
            summary = "The list of unwanted callers, compact and exact",
            description =
                    "Format: src/docs/list-format.md. region, min_level (elevated, high), top and max_bytes choose"
                            + " a part; top and max_bytes are rounded down to 1, 2, 5 times a power of ten, or a power of two.")
    public Response list(
            @QueryParam("region") @Nullable String region,
            @RestQuery("min_level") @Nullable String minLevel,
            @QueryParam("top") @Nullable Integer top,
            @RestQuery("max_bytes") @Nullable Integer maxBytes,
            RoutingContext context)
            throws IOException {
        FileAnswer answer = requests.answer(context);
        ListSpec spec = ListSpec.of(parser, region, minLevel, top, maxBytes);
        long version = lists.latest().manifest().version();
        return answer.file(
                lists.list(spec), MediaType.APPLICATION_OCTET_STREAM, version + "-" + spec.word(), FIVE_MINUTES);
    }

    @GET
    @Path("/delta")
    @Blocking
    @Operation(
            summary = "What has changed in a list since a version",
            description =
                    "format=binary (see src/docs/list-format.md) or json. Asked with the same choice of parts as the list. If the"
                            + " version is too old, the whole list is answered: binary begins with ZHL1 then, JSON says full: true.")
    public Response delta(
            @QueryParam("since") @DefaultValue("0") long since,
            @QueryParam("format") @DefaultValue("binary") String format,
            @QueryParam("region") @Nullable String region,
            @RestQuery("min_level") @Nullable String minLevel,
            @QueryParam("top") @Nullable Integer top,
            @RestQuery("max_bytes") @Nullable Integer maxBytes,
            RoutingContext context)
            throws IOException {
        FileAnswer answer = requests.answer(context);
        ListSpec spec = ListSpec.of(parser, region, minLevel, top, maxBytes);
        Publications.Published latest = lists.latest();
        String tag = since + "-" + latest.manifest().version() + "-" + spec.word();
        java.nio.file.Path delta = lists.delta(since, spec);
        if (format.equals("json")) {
            byte[] body = json(latest, delta == null ? 0 : since, spec);
            return answer.bytes(body, MediaType.APPLICATION_JSON, tag + "-json", FIVE_MINUTES);
        }
        java.nio.file.Path file = delta == null ? lists.list(spec) : delta;
        return answer.file(file, MediaType.APPLICATION_OCTET_STREAM, tag, FIVE_MINUTES);
    }

    private byte[] json(Publications.Published latest, long since, ListSpec spec) throws IOException {
        CompactList after = lists.content(spec);
        Change change = since == 0 ? null : lists.change(since, spec);
        if (change == null) {
            change = Change.between(CompactList.read(emptyList(after)), after);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("version", latest.manifest().version());
            json.writeNumberField("since", since);
            json.writeBooleanField("full", since == 0);
            json.writeStringField("nextUpdate", latest.manifest().nextUpdate().toString());
            json.writeNumberField(
                    "minimumWait",
                    latest.manifest().nextUpdate().getEpochSecond()
                            - latest.manifest().createdAt().getEpochSecond());
            json.writeStringField("checksum", HexFormat.of().formatHex(SetChecksum.of(after)));
            json.writeArrayFieldStart("added");
            for (Change.Entry entry : change.put) {
                write(json, Numbers.key(entry.number()), entry.mark());
            }
            for (Map.Entry<String, Integer> name : change.namesPut.entrySet()) {
                write(json, name.getKey(), name.getValue());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("removed");
            for (long number : change.taken) {
                json.writeString(Numbers.key(number));
            }
            for (String name : change.namesTaken) {
                json.writeString(name);
            }
            json.writeEndArray();
            rules(json, change);
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void rules(JsonGenerator json, Change change) throws IOException {
        json.writeArrayFieldStart("rulesAdded");
        for (Map.Entry<Change.RuleKey, Integer> rule : change.rulesPut.entrySet()) {
            json.writeStartObject();
            json.writeStringField("prefix", Numbers.prefix(rule.getKey()));
            json.writeNumberField("dropped", rule.getKey().dropped());
            detail(json, rule.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rulesRemoved");
        for (Change.RuleKey rule : change.rulesTaken) {
            json.writeStartObject();
            json.writeStringField("prefix", Numbers.prefix(rule));
            json.writeNumberField("dropped", rule.dropped());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String number, int mark) throws IOException {
        json.writeStartObject();
        json.writeStringField("number", number);
        detail(json, mark);
        json.writeEndObject();
    }

    private static void detail(JsonGenerator json, int mark) throws IOException {
        json.writeStringField("level", Level.ofCode(Mark.level(mark)).wire());
        json.writeNumberField("score", Mark.score(mark));
        Category category = Mark.category(mark);
        if (category == null) {
            json.writeNullField("category");
        } else {
            json.writeStringField("category", category.wire());
        }
    }

    private byte[] emptyList(CompactList like) throws IOException {
        return lists.empty(like.head());
    }
}
