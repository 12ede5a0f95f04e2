package org.zhenhao.dialer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.published.PublishedEntry;
import org.zhenhao.score.Action;
import org.zhenhao.score.Level;
import org.zhenhao.score.Tally;

/**
 * A number as PhoneBlock's API describes one.
 *
 * @param phone canonical number; null where the question was a hash that nothing is known of
 * @param votes from five on, clients block; zero means not listed
 * @param votesWildcard votes of the block around it
 * @param whiteListed whether it is an institution's own
 * @param added time of the first report, Unix milliseconds, 0 if not told
 * @param updated time of the last one
 */
record PhoneBlockInfo(
        @Nullable String phone,
        int votes,
        int votesWildcard,
        PhoneBlockRating rating,
        boolean whiteListed,
        long added,
        long updated) {
    private static final int BLOCKED_FROM = 5;
    private static final int DOUBTED_UP_TO = 3;
    private static final long MILLIS = 1_000;

    /** What a lookup says: votes that make clients do what the verdict advises. */
    static PhoneBlockInfo of(Verdict verdict) {
        Tally tally = verdict.found().evidence().tally();
        Action action = verdict.assessment().action();
        int negative = tally.negative();
        int votes = switch (action) {
            case BLOCK -> Math.max(BLOCKED_FROM, negative);
            case WARN -> Math.min(DOUBTED_UP_TO, Math.max(1, negative));
            case ALLOW -> 0;
        };
        return new PhoneBlockInfo(
                verdict.number().key(),
                votes,
                0,
                votes == 0
                        ? PhoneBlockRating.A_LEGITIMATE
                        : PhoneBlockRating.of(verdict.assessment().category()),
                verdict.assessment().level() == Level.TRUSTED,
                tally.first() * MILLIS,
                tally.last() * MILLIS);
    }

    /** What is published of a number; when it was reported is not. */
    static PhoneBlockInfo of(PublishedEntry entry, int wildcard) {
        return new PhoneBlockInfo(
                entry.key(), PublishedIndex.votes(entry), wildcard, PhoneBlockRating.of(entry.category()), false, 0, 0);
    }

    /** A hash that no published number has. */
    static PhoneBlockInfo unknown(int wildcard) {
        return new PhoneBlockInfo(
                null,
                0,
                wildcard,
                wildcard == 0 ? PhoneBlockRating.A_LEGITIMATE : PhoneBlockRating.B_MISSED,
                false,
                0,
                0);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (phone != null) {
            json.writeStringField("phone", phone);
        }
        json.writeNumberField("votes", votes);
        json.writeNumberField("votesWildcard", votesWildcard);
        json.writeStringField("rating", rating.name());
        json.writeBooleanField("whiteListed", whiteListed);
        json.writeBooleanField("blackListed", false);
        json.writeBooleanField("archived", false);
        json.writeNumberField("dateAdded", added);
        json.writeNumberField("lastUpdate", updated);
        if (phone != null) {
            json.writeStringField("label", phone);
        }
        json.writeEndObject();
    }

    /** One element; its name is given, for a list names its elements otherwise. */
    String xml() {
        String shown = phone == null ? "" : " phone=\"" + CallerNameFormat.escape(phone) + '"';
        return "<phone-info" + shown + " votes=\"" + votes + "\" votesWildcard=\"" + votesWildcard + "\" rating=\""
                + rating.name() + "\" whiteListed=\"" + whiteListed
                + "\" blackListed=\"false\" archived=\"false\" dateAdded=\""
                + added + "\" lastUpdate=\"" + updated + "\"/>";
    }
}
