package org.zhenhao.feed;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** The XML of WebDAV (RFC 4918) and CardDAV (RFC 6352), as far as a read-only book needs it. Stateless. */
final class CardDavXml {
    static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<d:multistatus xmlns:d=\"DAV:\""
            + " xmlns:c=\"urn:ietf:params:xml:ns:carddav\" xmlns:cs=\"http://calendarserver.org/ns/\">";

    private static final int MOST_HREFS = 10_000;
    private static final String OK = "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>\n";
    private static final String READ_ONLY =
            "<d:current-user-privilege-set><d:privilege><d:read/></d:privilege>" + "</d:current-user-privilege-set>";
    private static final String WAY = "<d:current-user-principal><d:href>/carddav/principal/</d:href>"
            + "</d:current-user-principal><d:principal-URL><d:href>/carddav/principal/</d:href></d:principal-URL>"
            + "<c:addressbook-home-set><d:href>/carddav/books/</d:href></c:addressbook-home-set>";

    private CardDavXml() {}

    private static String open(String href) {
        return "<d:response><d:href>" + escaped(href) + "</d:href><d:propstat><d:prop>";
    }

    /** A collection on the way to the books. */
    static String above(String path) {
        String type = path.endsWith("principal/") ? "<d:principal/>" : "<d:collection/>";
        return open(path) + WAY + "<d:resourcetype>" + type + "</d:resourcetype>" + READ_ONLY + "</d:prop>" + OK;
    }

    /** A book without its contacts. */
    static String book(String href, String name, String tag) {
        return open(href) + WAY + "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><d:displayname>"
                + escaped(name) + "</d:displayname><d:getetag>\"" + tag + "\"</d:getetag><cs:getctag>" + tag
                + "</cs:getctag>" + READ_ONLY
                + "<d:supported-report-set><d:supported-report><d:report><c:addressbook-multiget/></d:report>"
                + "</d:supported-report></d:supported-report-set></d:prop>" + OK;
    }

    /** A contact, with or without its card. */
    static String entry(String book, PhoneBook.Contact contact, boolean card) {
        String data = card ? "<c:address-data>" + escaped(PhoneBook.vCard(contact)) + "</c:address-data>" : "";
        return open(book + contact.id() + ".vcf") + "<d:getetag>\"" + contact.tag()
                + "\"</d:getetag><d:getcontenttype>text/vcard; charset=utf-8</d:getcontenttype><d:resourcetype/>" + data
                + "</d:prop>" + OK;
    }

    /** A contact that is not there. */
    static String missing(String href) {
        return "<d:response><d:href>" + escaped(href)
                + "</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>\n";
    }

    /**
     * The contacts that a report asks for by their addresses.
     *
     * @return null if it asks for all
     * @throws ProblemException 400 if the body cannot be read or asks for too many
     */
    static @Nullable List<String> hrefs(byte[] body) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<String> hrefs = new ArrayList<>();
        boolean all = false;
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(body));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.getLocalName();
                    all |= name.equals("addressbook-query");
                    if (name.equals("href") && hrefs.size() < MOST_HREFS) {
                        hrefs.add(xml.getElementText());
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw ProblemException.of(ProblemCode.BAD_REQUEST, "XML 无法解析", "the body is not valid XML");
        }
        return all ? null : hrefs;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
