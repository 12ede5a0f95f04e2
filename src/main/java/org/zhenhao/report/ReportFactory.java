package org.zhenhao.report;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.Label;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.secret.Pseudonyms;

/**
 * Makes reports of what one client says: parses the number, replaces whoever reports by a keyed pseudonym, and fixes the
 * report's weight. Thread-safe.
 */
public final class ReportFactory {
    private static final int PSEUDONYM_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Of a digest, behind the microsecond of the arrival, 20 bits. */
    private static final int RANDOM_BITS = 43;

    private static final long NANOS_A_MICRO = 1_000;

    private final NumberParser parser;
    private final Pseudonyms pseudonyms;
    private final Policy policy;
    private final Clock clock;
    private final String client;

    /**
     * @param client the API key's id, or {@code anonymous}; ids and reporters of different clients never meet
     */
    ReportFactory(NumberParser parser, Pseudonyms pseudonyms, Policy policy, Clock clock, String client) {
        this.parser = parser;
        this.pseudonyms = pseudonyms;
        this.policy = policy;
        this.clock = clock;
        this.client = client;
    }

    /**
     * One contact as somebody tells it.
     *
     * @param number caller id as presented
     * @param region ISO 3166 region whose national forms the number may have
     * @param at Unix seconds
     */
    public record Contact(String number, String region, Channel channel, Category category, long at) {}

    /**
     * A complaint of the FTC's files. These name no reporters: every complaint is one's own, and the operator vouches for
     * all of them by importing the file.
     *
     * @param issue edition of the file; empty for the files as published
     * @param identity tells the complaint from all others
     * @param area area code of whoever complained; may be empty
     * @throws RefusedReportException if the number cannot be taken
     */
    public HistoricReport complaint(String issue, String identity, Contact contact, String area)
            throws RefusedReportException {
        byte[] reporter = Arrays.copyOf(pseudonyms.hmac("ftc-complaint", identity), PSEUDONYM_BYTES);
        long network = area.isEmpty() ? 0 : pseudonyms.hmac64("ftc-area", area);
        return report(
                pseudonyms.hmac64("report", "ftc", issue, identity),
                contact,
                parse(contact),
                new Report.Origin(reporter, network, client),
                policy.vouchedWeight(),
                Opinion.Tier.VOUCHED,
                Report.Remarks.NONE);
    }

    /**
     * A line of an import.
     *
     * @param id the sender's own id of the report; without one the line's content stands for it
     * @param reporter opaque; without one the line counts as a reporter of its own
     * @param network opaque; null if unknown
     * @throws RefusedReportException if the number cannot be taken
     */
    public HistoricReport imported(
            @Nullable String id, Contact contact, @Nullable String reporter, @Nullable String network)
            throws RefusedReportException {
        ParsedNumber number = parse(contact);
        String ownId = id != null
                ? id
                : String.join("\u001f", number.key(), contact.category().wire(), Long.toString(contact.at()), reporter);
        byte[] pseudonym = reporter != null ? reporter(reporter) : reporter("\u0000" + ownId);
        long networkPseudonym = network == null ? 0 : pseudonyms.hmac64("import-network", client, network);
        return report(
                pseudonyms.hmac64("report", client, "import", ownId),
                contact,
                number,
                new Report.Origin(pseudonym, networkPseudonym, client),
                policy.newReporterWeight(),
                Opinion.Tier.NEW,
                Report.Remarks.NONE);
    }

    /** A report sent by its reporter. */
    Report submitted(Contact contact, ParsedNumber number, Report.Origin origin, Report.Remarks remarks) {
        return report(digest(), contact, number, origin, policy.newReporterWeight(), Opinion.Tier.NEW, remarks);
    }

    /**
     * Of contacts within one second the digest tells which came first. It follows the order of arrival, so that a report in a storm on one
     * number comes behind those that its dossier has folded away; one that comes before them costs a look at all of the number's reports.
     */
    private long digest() {
        long micros = clock.instant().getNano() / NANOS_A_MICRO;
        return micros << RANDOM_BITS | RANDOM.nextLong() >>> Long.SIZE - RANDOM_BITS;
    }

    /** The pseudonym of an opaque reporter id of this client, 16 bytes. */
    byte[] reporter(String reporter) {
        return Arrays.copyOf(pseudonyms.hmac("reporter", client, reporter), PSEUDONYM_BYTES);
    }

    /** What an idempotency key of this client is kept as. */
    UUID hashOf(String idempotencyKey) {
        return uuid(pseudonyms.hmac("idempotency-key", client, idempotencyKey));
    }

    private Report report(
            long digest,
            Contact contact,
            ParsedNumber number,
            Report.Origin origin,
            double weight,
            Opinion.Tier tier,
            Report.Remarks remarks) {
        return new Report(
                0,
                digest,
                number.key(),
                number.kind(),
                contact.channel(),
                contact.category(),
                contact.at(),
                clock.instant().getEpochSecond(),
                origin,
                weight,
                0,
                tier,
                Opinion.State.LIVE,
                remarks);
    }

    private ParsedNumber parse(Contact contact) throws RefusedReportException {
        try {
            ParsedNumber number = parser.parse(contact.number(), contact.channel(), contact.region());
            if (number.kind() == NumberKind.WITHHELD) {
                throw new RefusedReportException(
                        "number_withheld", "隐藏的号码无法举报", "a withheld number cannot be reported");
            }
            return number;
        } catch (RefusedNumberException refused) {
            Label why = refused.reason().text();
            throw new RefusedReportException("bad_number", "号码被拒绝：" + why.zh(), "the number is refused: " + why.en());
        }
    }

    /** A UUID of version 8 (RFC 9562) from the first 16 bytes of a hash. */
    private static UUID uuid(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long most = (bytes.getLong() & 0xffffffffffff0fffL) | 0x8000L;
        long least = (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(most, least);
    }
}
