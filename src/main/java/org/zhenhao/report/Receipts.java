package org.zhenhao.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.evidence.ReceiptLog;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Scorer;

/** What a reporter gets back. Thread-safe. */
@Singleton
final class Receipts {
    private final Reputation reputation;
    private final NumberParser parser;
    private final Scorer scorer;
    private final Clock clock;
    private final ReceiptLog log;
    private final Campaigns campaigns;

    Receipts(
            Reputation reputation,
            NumberParser parser,
            Scorer scorer,
            Campaigns campaigns,
            Clock clock,
            ReceiptLog log) {
        this.campaigns = campaigns;
        this.log = log;
        this.reputation = reputation;
        this.parser = parser;
        this.scorer = scorer;
        this.clock = clock;
    }

    /** The answer to an accepted report. */
    record Receipt(
            String id,
            String number,
            Instant acceptedAt,
            Brief verdict,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Logged receipt) {}

    /**
     * That the report is in the append-only log. Whoever keeps this can show later that it was, and that it was not changed.
     *
     * @param index its place in the log
     * @param leaf what was logged, JSON
     * @param leafHash SHA-256 of a zero byte and the leaf (RFC 6962), base64
     * @param checkpoint the log right after, signed
     */
    record Logged(long index, String leaf, String leafHash, String checkpoint) {}

    /** The verdict on the number in short, this report included. */
    record Brief(
            int score,
            double confidence,
            String level,
            String action,
            @Nullable String category) {}

    /** A report as it is stored. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stored(
            String id,
            String number,
            String channel,
            String category,
            Instant occurredAt,
            Instant acceptedAt,
            String state,
            @Nullable String note,
            @JsonRawValue @Nullable String details) {}

    Uni<Receipt> of(Report report) {
        ParsedNumber number = parser.parse(report.number(), report.channel(), "CN");
        return Uni.createFrom().completionStage(() -> reputation.find(number)).map(found -> {
            long now = clock.instant().getEpochSecond();
            Assessment verdict = scorer.assess(campaigns.inheriting(found.evidence(), now), now);
            return new Receipt(
                    ReportIds.text(report.id()),
                    report.number(),
                    Instant.ofEpochSecond(report.acceptedAt()),
                    new Brief(
                            (int) Math.round(verdict.risk() * 100),
                            Math.round(verdict.confidence() * 100) / 100.0,
                            verdict.level().wire(),
                            verdict.action().wire(),
                            verdict.category() == null
                                    ? null
                                    : verdict.category().wire()),
                    logged(report));
        });
    }

    /** Null for a repeated request whose answer is no longer at hand: the receipt is in the case's evidence then. */
    private @Nullable Logged logged(Report report) {
        ReceiptLog.Receipt receipt = log.recent(report.id());
        return receipt == null
                ? null
                : new Logged(
                        receipt.index(),
                        new String(Leaf.of(report), StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(receipt.leafHash()),
                        receipt.state().note());
    }

    static Stored stored(Report report) {
        return new Stored(
                ReportIds.text(report.id()),
                report.number(),
                report.channel().wire(),
                report.category().wire(),
                Instant.ofEpochSecond(report.occurredAt()),
                Instant.ofEpochSecond(report.acceptedAt()),
                word(report.state()),
                report.remarks().note(),
                report.remarks().details());
    }

    private static String word(Opinion.State state) {
        return switch (state) {
            // Whether a report is held back is the operator's knowledge, lest an attacker learn when he was found out.
            case LIVE, SUPPRESSED -> "stored";
            case WITHDRAWN -> "withdrawn";
            case OVERRULED -> "overruled";
        };
    }
}
