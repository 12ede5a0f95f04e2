package org.zhenhao.feed;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * {@code /carddav/}: the worst callers as a read-only address book (CardDAV, RFC 6352), for phones and routers that know nothing else. Thread-safe.
 *
 * <p>Most requests ask whether anything has changed: that is answered from the version's number alone, without making the book.
 */
@Singleton
final class CardDavRoute {
    private static final String ROOT = "/carddav/";
    private static final String BOOKS = ROOT + "books/";
    private static final long LARGEST_BODY = 1 << 20;
    private static final int MOST_BOOKS = 64;
    private static final int NUMBERS = 2_000;
    private static final int MULTI_STATUS = 207;

    /** Looked up when a request comes, for routes are set up before the store is. */
    private final Instance<Lists> lists;

    private final Instance<Callers> callers;
    private final NumberParser parser;
    private final Map<String, CardDavBook> made = new ConcurrentHashMap<>();

    @Inject
    CardDavRoute(Instance<Lists> lists, Instance<Callers> callers, NumberParser parser) {
        this.lists = lists;
        this.callers = callers;
        this.parser = parser;
    }

    void register(@Observes Router router) {
        router.route("/.well-known/carddav")
                .handler(context -> context.response()
                        .setStatusCode(301)
                        .putHeader("Location", ROOT)
                        .end());
        router.route(ROOT + "*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.route(ROOT + "*").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        try {
            if (context.request().method().equals(HttpMethod.OPTIONS)) {
                headers(context).end();
                return;
            }
            callers.get().of(context).require(Scope.FEED);
            String path = context.request().path();
            if (path.startsWith(BOOKS) && path.length() > BOOKS.length()) {
                inBook(context, path.substring(BOOKS.length()));
            } else {
                above(context, path);
            }
        } catch (ProblemException problem) {
            context.fail(problem.code().status(), problem);
        } catch (IOException | RuntimeException failure) {
            context.fail(failure);
        }
    }

    /** The way to the books: root, principal, home. */
    private void above(RoutingContext context, String path) throws IOException {
        if (!method(context).equals("PROPFIND")) {
            throw ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED);
        }
        StringBuilder xml = new StringBuilder(CardDavXml.HEAD).append(CardDavXml.above(path));
        if (path.equals(BOOKS) && !"0".equals(context.request().getHeader("Depth"))) {
            for (String book : List.of("all", "cn")) {
                xml.append(CardDavXml.book(BOOKS + book + "/", name(book), tag(spec(book))));
            }
        }
        multiStatus(context, xml);
    }

    private void inBook(RoutingContext context, String rest) throws IOException {
        int slash = rest.indexOf('/');
        String word = slash < 0 ? rest : rest.substring(0, slash);
        String contact = slash < 0 ? "" : rest.substring(slash + 1);
        ListSpec spec = spec(word);
        String href = BOOKS + word + "/";
        switch (method(context)) {
            case "PROPFIND" -> properties(context, href, spec, contact);
            case "REPORT" -> report(context, href, spec);
            case "GET", "HEAD" -> card(context, spec, contact);
            default -> throw ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED);
        }
    }

    private void properties(RoutingContext context, String href, ListSpec spec, String contact) throws IOException {
        StringBuilder xml = new StringBuilder(CardDavXml.HEAD);
        if (!contact.isEmpty()) {
            xml.append(CardDavXml.entry(href, find(spec, contact), false));
        } else {
            xml.append(CardDavXml.book(href, name(spec.region()), tag(spec)));
            if (!"0".equals(context.request().getHeader("Depth"))) {
                for (PhoneBook.Contact one : book(spec).contacts()) {
                    xml.append(CardDavXml.entry(href, one, false));
                }
            }
        }
        multiStatus(context, xml);
    }

    private void report(RoutingContext context, String href, ListSpec spec) throws IOException {
        byte[] body = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        CardDavBook book = book(spec);
        List<String> wanted = CardDavXml.hrefs(body);
        StringBuilder xml = new StringBuilder(CardDavXml.HEAD);
        if (wanted == null) {
            book.contacts().forEach(contact -> xml.append(CardDavXml.entry(href, contact, true)));
        } else {
            for (String one : wanted) {
                String name = one.substring(one.lastIndexOf('/') + 1);
                PhoneBook.Contact contact = book.find(name);
                xml.append(contact == null ? CardDavXml.missing(one) : CardDavXml.entry(href, contact, true));
            }
        }
        multiStatus(context, xml);
    }

    private void card(RoutingContext context, ListSpec spec, String contact) throws IOException {
        PhoneBook.Contact found = find(spec, contact);
        String tag = '"' + found.tag() + '"';
        if (tag.equals(context.request().getHeader("If-None-Match"))) {
            headers(context).setStatusCode(304).putHeader("ETag", tag).end();
            return;
        }
        headers(context)
                .putHeader("Content-Type", "text/vcard; charset=utf-8")
                .putHeader("ETag", tag)
                .end(PhoneBook.vCard(found));
    }

    private PhoneBook.Contact find(ListSpec spec, String name) throws IOException {
        PhoneBook.Contact found = book(spec).find(name);
        if (found == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return found;
    }

    private ListSpec spec(String book) {
        String region = book.equals("all") ? null : book.toUpperCase(Locale.ROOT);
        try {
            return ListSpec.of(parser, region, null, NUMBERS, null);
        } catch (ProblemException unknown) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
    }

    private static String name(String book) {
        return "Zhenhao 甄号 " + (book.equals(ListHead.EVERYWHERE) ? "ALL" : book.toUpperCase(Locale.ROOT));
    }

    /** Changes with the version: a change elsewhere in the list costs one look at the contacts' tags. */
    private String tag(ListSpec spec) {
        return lists.get().latest().manifest().version() + "-" + spec.word();
    }

    private CardDavBook book(ListSpec spec) throws IOException {
        String tag = tag(spec);
        CardDavBook known = made.get(tag);
        if (known == null) {
            known = new CardDavBook(PhoneBook.of(lists.get().content(spec)).contacts());
            if (made.size() >= MOST_BOOKS) {
                made.clear();
            }
            made.put(tag, known);
        }
        return known;
    }

    private static String method(RoutingContext context) {
        HttpServerRequest request = context.request();
        return request.method().name();
    }

    private static void multiStatus(RoutingContext context, StringBuilder xml) {
        headers(context)
                .setStatusCode(MULTI_STATUS)
                .putHeader("Content-Type", "application/xml; charset=utf-8")
                .end(io.vertx.core.buffer.Buffer.buffer(
                        xml.append("</d:multistatus>").toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static io.vertx.core.http.HttpServerResponse headers(RoutingContext context) {
        return context.response()
                .putHeader("DAV", "1, 3, addressbook")
                .putHeader("Allow", "OPTIONS, GET, HEAD, PROPFIND, REPORT");
    }

    /** A book with its contacts by name of their file. */
    private static final class CardDavBook {
        private final List<PhoneBook.Contact> contacts;
        private final Map<String, PhoneBook.Contact> byName = new ConcurrentHashMap<>();

        CardDavBook(List<PhoneBook.Contact> contacts) {
            this.contacts = contacts;
            contacts.forEach(contact -> byName.put(contact.id() + ".vcf", contact));
        }

        List<PhoneBook.Contact> contacts() {
            return contacts;
        }

        PhoneBook.@Nullable Contact find(String name) {
            return byName.get(name);
        }
    }
}
