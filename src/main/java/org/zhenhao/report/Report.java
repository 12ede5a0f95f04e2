package org.zhenhao.report;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Trace;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;
import org.zhenhao.trust.Ruling;
import org.zhenhao.trust.Statement;

/**
 * One person's statement about one contact, as it is stored. Never changed but for its state.
 *
 * @param id names the report; 0 until it is stored
 * @param digest tells it from other reports on the number; made of the sender's own id where he gave one, so that a repeat
 *     is recognised; of contacts in one second the one with the greater digest counts as the later
 * @param number canonical key of the number
 * @param kind the number's kind
 * @param channel call or text
 * @param category what the reporter says it was
 * @param occurredAt time of the contact, Unix seconds
 * @param acceptedAt time of acceptance, Unix seconds
 * @param origin who said it
 * @param weight what it weighs before the number's history reduces it, 0 to 1.2
 * @param partners how many of the number's last reporters seemed to act in concert with this one when it was weighed
 * @param tier how the weight counts
 * @param state whether it counts
 * @param remarks what else was said, kept for evidence only
 */
record Report(
        long id,
        long digest,
        String number,
        NumberKind kind,
        Channel channel,
        Category category,
        long occurredAt,
        long acceptedAt,
        Origin origin,
        double weight,
        int partners,
        Opinion.Tier tier,
        Opinion.State state,
        Remarks remarks)
        implements HistoricReport {

    /**
     * Who said it.
     *
     * @param reporter the reporter's pseudonym, 16 bytes
     * @param network pseudonym of the network; 0 if unknown
     * @param client the API key's id, or {@code anonymous}
     */
    record Origin(byte[] reporter, long network, String client) {
        /** The pseudonym cut to 64 bits: enough to tell the reporters of one number apart. */
        long shortReporter() {
            return ByteBuffer.wrap(reporter).getLong();
        }
    }

    /**
     * What else was said.
     *
     * @param note free text of the reporter; never logged
     * @param details conduct facts, claimed institution and evidence hashes as JSON
     * @param caseHash keyed hash of the case it belongs to; known while it is stored, not read back
     * @param traces what it has in common with other reports; known while it is stored, not read back
     */
    record Remarks(
            @Nullable String note,
            @Nullable String details,
            @Nullable UUID caseHash,
            List<Trace> traces) {
        static final Remarks NONE = new Remarks(null, null);

        Remarks(@Nullable String note, @Nullable String details) {
            this(note, details, null, List.of());
        }

        /** Whether nothing was written. */
        boolean bare() {
            return note == null && details == null;
        }
    }

    Opinion opinion() {
        return new Opinion(digest, origin.shortReporter(), origin.network, category, occurredAt, weight, tier, state);
    }

    /** What the bench has to weigh. */
    Statement statement() {
        return new Statement(digest, number, kind, origin.shortReporter(), origin.network, category, occurredAt);
    }

    /** This report as it was weighed. */
    Report weighed(Ruling ruling) {
        return copy(id, origin, ruling);
    }

    /** This report under its id. */
    Report stored(long newId) {
        return copy(newId, origin, ruling(state));
    }

    /** This report in another state. */
    Report in(Opinion.State newState) {
        return copy(id, origin, ruling(newState));
    }

    /** This report from somebody else. */
    Report from(Origin other) {
        return copy(id, other, ruling(state));
    }

    /** This report with other remarks. */
    Report saying(Remarks other) {
        return new Report(
                id,
                digest,
                number,
                kind,
                channel,
                category,
                occurredAt,
                acceptedAt,
                origin,
                weight,
                partners,
                tier,
                state,
                other);
    }

    private Ruling ruling(Opinion.State newState) {
        return new Ruling(weight, tier, newState, 0, partners);
    }

    private Report copy(long newId, Origin whose, Ruling ruling) {
        return new Report(
                newId,
                digest,
                number,
                kind,
                channel,
                category,
                occurredAt,
                acceptedAt,
                whose,
                ruling.weight(),
                ruling.partners(),
                ruling.tier(),
                ruling.state(),
                remarks);
    }
}
