package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Policy;
import org.zhenhao.secret.Pseudonyms;

class ReportFactoryTest {
    private static final Instant SECOND = Instant.parse("2026-11-20T13:40:00Z");
    private static final String NUMBER = "17099990001";
    private static final int STORM = 2_000;

    /** A clock that goes on by a tenth of a millisecond whenever it is read. */
    private static Clock ticking() {
        AtomicLong reads = new AtomicLong();
        InstantSource source = () -> SECOND.plus(Duration.ofNanos(reads.incrementAndGet() * 100_000));
        return source.withZone(ZoneOffset.UTC);
    }

    @Test
    void submitted_stormWithinASecond_liesBehindWhatTheDossierFoldedAway() {
        NumberParser parser = NumberParser.create();
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        ReportFactory factory =
                new ReportFactory(parser, Pseudonyms.under(secret), Policy.standard(), ticking(), "test");
        ParsedNumber number = parser.parse(NUMBER, Channel.CALL, "CN");
        ReportFactory.Contact contact =
                new ReportFactory.Contact(NUMBER, "CN", Channel.CALL, Category.FRAUD, SECOND.getEpochSecond());
        Dossier dossier = Dossier.empty(Policy.standard(), number.kind());

        for (int i = 0; i < STORM; i++) {
            byte[] reporter = ByteBuffer.allocate(16).putInt(i).array();
            Report report =
                    factory.submitted(contact, number, new Report.Origin(reporter, i, "test"), Report.Remarks.NONE);
            assertThat(dossier.put(report.opinion())).isTrue();
        }

        assertThat(dossier.folded()).isTrue();
        assertThat(dossier.tally().negative()).isEqualTo(STORM);
    }
}
