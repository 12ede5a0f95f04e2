package org.zhenhao.dialer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.lookup.Verdicts;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * Questions in the form of PhoneBlock's API (version 1.6), so that apps made for it need another host only. Written from its
 * description. What differs is said in {@code src/docs/phoneblock.md}.
 */
@Singleton
final class PhoneBlockRoutes {
    static final String PATH = "/phoneblock/api";

    private static final Pattern WHOLE_HASH = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern PART_OF_HASH = Pattern.compile("(?:[0-9a-fA-F]{2}){2,20}");
    private static final JsonFactory JSON = new JsonFactory();

    private final Verdicts verdicts;
    private final PublishedIndex published;
    private final PhoneBlockLists lists;
    private final Callers callers;

    @Inject
    PhoneBlockRoutes(Verdicts verdicts, PublishedIndex published, PhoneBlockLists lists, Callers callers) {
        this.lists = lists;
        this.verdicts = verdicts;
        this.published = published;
        this.callers = callers;
    }

    void register(@Observes Router router) {
        router.get(PATH + "/num/*").handler(guarded(this::number));
        router.get(PATH + "/check").handler(guarded(this::check));
        router.get(PATH + "/check-prefix").handler(guarded(this::checkPrefix));
        router.get(PATH + "/blocklist").handler(guarded(this::blocklist));
        router.get(PATH + "/test").handler(guarded(context -> {
            callers.of(context).require(Scope.LOOKUP);
            context.response().putHeader("Content-Type", "text/plain").end("ok");
        }));
    }

    private interface Handler {
        void handle(RoutingContext context);
    }

    private static io.vertx.core.Handler<RoutingContext> guarded(Handler handler) {
        return context -> {
            try {
                handler.handle(context);
            } catch (ProblemException e) {
                context.fail(e);
            }
        };
    }

    private void number(RoutingContext context) {
        callers.of(context).require(Scope.LOOKUP);
        String number = AskedNumber.of(context.request(), PATH + "/num");
        if (number == null) {
            throw ProblemException.of(ProblemCode.BAD_NUMBER);
        }
        verdicts.of(verdicts.parse(Inquiries.of(number, context.request().params())))
                .thenAccept(verdict -> send(context, PhoneBlockInfo.of(verdict)))
                .exceptionally(failure -> {
                    Throwable cause = failure.getCause();
                    context.fail(failure instanceof CompletionException && cause != null ? cause : failure);
                    return null;
                });
    }

    private void check(RoutingContext context) {
        callers.of(context).require(Scope.LOOKUP);
        String sha1 = hash(context, "sha1", WHOLE_HASH);
        if (sha1 == null) {
            throw missing();
        }
        String ten = hash(context, "prefix10", WHOLE_HASH);
        String hundred = hash(context, "prefix100", WHOLE_HASH);
        PublishedIndex.Index index = published.current();
        int wildcard = votes(index.tens().find(ten)) + votes(index.hundreds().find(hundred));
        int[] places = index.sha1().find(sha1);
        send(
                context,
                places.length == 0
                        ? PhoneBlockInfo.unknown(wildcard)
                        : PhoneBlockInfo.of(index.edition().entries().get(places[0]), wildcard));
    }

    private static int votes(List<PublishedIndex.Block> blocks) {
        return blocks.stream().mapToInt(PublishedIndex.Block::votes).sum();
    }

    private void checkPrefix(RoutingContext context) {
        callers.of(context).require(Scope.LOOKUP);
        String sha1 = hash(context, "sha1", PART_OF_HASH);
        if (sha1 == null) {
            throw missing();
        }
        PublishedIndex.Index index = published.current();
        List<PublishedIndex.Block> tens = index.tens().find(hash(context, "prefix10", PART_OF_HASH));
        List<PublishedIndex.Block> hundreds = index.hundreds().find(hash(context, "prefix100", PART_OF_HASH));
        List<PhoneBlockInfo> numbers = java.util.Arrays.stream(index.sha1().find(sha1))
                .mapToObj(place -> PhoneBlockInfo.of(index.edition().entries().get(place), 0))
                .toList();
        if (xml(context)) {
            String body = "<prefix-check-result><numbers>"
                    + numbers.stream().map(PhoneBlockInfo::xml).collect(Collectors.joining())
                    + "</numbers>" + element("range10", tens) + element("range100", hundreds)
                    + "</prefix-check-result>";
            sendXml(context, body);
            return;
        }
        sendJson(context, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("numbers");
            for (PhoneBlockInfo number : numbers) {
                number.write(json);
            }
            json.writeEndArray();
            blocks(json, "range10", tens);
            blocks(json, "range100", hundreds);
            json.writeEndObject();
        });
    }

    private static void blocks(JsonGenerator json, String name, List<PublishedIndex.Block> blocks) throws IOException {
        json.writeArrayFieldStart(name);
        for (PublishedIndex.Block block : blocks) {
            json.writeStartObject();
            json.writeStringField("prefix", block.prefix());
            json.writeNumberField("votes", block.votes());
            json.writeNumberField("cnt", block.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String element(String name, List<PublishedIndex.Block> blocks) {
        return blocks.stream()
                .map(block -> "<range-match prefix=\"" + block.prefix() + "\" votes=\"" + block.votes() + "\" cnt=\""
                        + block.count() + "\"/>")
                .collect(Collectors.joining("", "<" + name + ">", "</" + name + ">"));
    }

    private void blocklist(RoutingContext context) {
        callers.of(context).require(Scope.FEED);
        long since = since(context.request().getParam("since"));
        boolean xml = xml(context);
        context.vertx()
                .executeBlocking(() -> lists.changes(since), false)
                .onSuccess(list -> {
                    if (xml) {
                        sendXml(context, list.xml());
                    } else {
                        sendJson(context, list::write);
                    }
                })
                .onFailure(context::fail);
    }

    /** The version a client has; none is left out or zero. */
    private static long since(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER, "since 须为整数", "since is a whole number")
                    .with("parameter", "since");
        }
    }

    private static @Nullable String hash(RoutingContext context, String name, Pattern shape) {
        String value = context.request().getParam(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!shape.matcher(value).matches()) {
            throw ProblemException.of(
                            ProblemCode.BAD_PARAMETER,
                            "%s 须为 SHA-1 的十六进制数字",
                            "%s is made of hexadecimal digits of a SHA-1",
                            name)
                    .with("parameter", name);
        }
        return value;
    }

    private static ProblemException missing() {
        return ProblemException.of(ProblemCode.BAD_PARAMETER, "缺少参数 sha1", "The parameter sha1 is missing")
                .with("parameter", "sha1");
    }

    private static boolean xml(RoutingContext context) {
        return "xml".equals(context.request().getParam("format"));
    }

    private static void send(RoutingContext context, PhoneBlockInfo info) {
        if (xml(context)) {
            sendXml(context, info.xml());
        } else {
            sendJson(context, info::write);
        }
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static void sendJson(RoutingContext context, Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "private, max-age=60")
                .end(Buffer.buffer(out.toByteArray()));
    }

    private static void sendXml(RoutingContext context, String element) {
        context.response()
                .putHeader("Content-Type", "application/xml;charset=UTF-8")
                .putHeader("Cache-Control", "private, max-age=60")
                .end("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + element);
    }
}
