package org.zhenhao.report;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.zhenhao.number.NumberParser;
import org.zhenhao.score.Policy;
import org.zhenhao.secret.Pseudonyms;

/** Makes factories of reports that need no service. */
public final class Factories {
    private Factories() {}

    /** One for a client of this name, under a secret for tests, on 2026-11-22. */
    public static ReportFactory of(String client) {
        return new ReportFactory(
                NumberParser.create(),
                Pseudonyms.under("a secret for tests only".getBytes(StandardCharsets.UTF_8)),
                Policy.standard(),
                Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC),
                client);
    }
}
