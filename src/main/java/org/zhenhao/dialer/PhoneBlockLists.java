package org.zhenhao.dialer;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.published.PublishedChange;
import org.zhenhao.published.PublishedNumbers;

/** The list of PhoneBlock's API, whole or what changed since a version, which is the number of a change. Thread-safe. */
@Singleton
final class PhoneBlockLists {
    private static final int CHUNK = 5_000;

    private final PublishedNumbers published;

    @Inject
    PhoneBlockLists(PublishedNumbers published) {
        this.published = published;
    }

    /** A list, or the changes since one. */
    record Listing(long version, List<PublishedChange> changes) {
        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeArrayFieldStart("numbers");
            for (PublishedChange change : changes) {
                json.writeStartObject();
                json.writeStringField("phone", change.entry().key());
                json.writeStringField("rating", rating(change));
                json.writeNumberField("votes", votes(change));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("version", version);
            json.writeEndObject();
        }

        String xml() {
            StringBuilder body = new StringBuilder();
            body.append("<blocklist version=\"").append(version).append("\">");
            for (PublishedChange change : changes) {
                body.append("<phone-info phone=\"")
                        .append(change.entry().key())
                        .append("\" rating=\"")
                        .append(rating(change))
                        .append("\" votes=\"")
                        .append(votes(change))
                        .append("\"/>");
            }
            return body.append("</blocklist>").toString();
        }

        private static String rating(PublishedChange change) {
            return (change.removed()
                            ? PhoneBlockRating.A_LEGITIMATE
                            : PhoneBlockRating.of(change.entry().category()))
                    .name();
        }

        private static int votes(PublishedChange change) {
            return change.removed() ? 0 : PublishedIndex.votes(change.entry());
        }
    }

    /**
     * What changed after a version; after 0, all that is listed. Blocks.
     *
     * @throws ProblemException 503 if the store cannot be asked
     */
    Listing changes(long since) {
        List<PublishedChange> all = new ArrayList<>();
        long version = since;
        try {
            List<PublishedChange> chunk = published.after(version, CHUNK);
            while (!chunk.isEmpty()) {
                for (PublishedChange change : chunk) {
                    if (change.entry().key().startsWith("+") && (since > 0 || !change.removed())) {
                        all.add(change);
                    }
                }
                version = chunk.get(chunk.size() - 1).seq();
                chunk = published.after(version, CHUNK);
            }
        } catch (SQLException e) {
            throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE).retryAfter(2);
        }
        return new Listing(version, all);
    }
}
