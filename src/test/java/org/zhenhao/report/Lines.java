package org.zhenhao.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.number.NumberParser;
import org.zhenhao.score.Policy;
import org.zhenhao.secret.Pseudonyms;

/** Reads the lines of an import as the importer does. */
final class Lines {
    private static final ReportFactory FACTORY = new ReportFactory(
            NumberParser.create(),
            Pseudonyms.under("a secret for tests only".getBytes(StandardCharsets.UTF_8)),
            Policy.standard(),
            Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC),
            "key");

    private Lines() {}

    static LineFormat reports() {
        return new ReportLines(FACTORY, "CN");
    }

    static LineFormat ftc() {
        return new FtcLines(FACTORY, "", time -> time);
    }

    /** Refuses if not one line is taken. */
    static void read(LineFormat format, byte[] input) throws FuzzTarget.Expected {
        boolean taken = false;
        try (LineReader lines = new LineReader(new ByteArrayInputStream(input), 1 << 16)) {
            while (true) {
                try {
                    String line = lines.next();
                    if (line == null) {
                        break;
                    }
                    taken |= format.read(line) != null;
                } catch (LineReader.LineTooLongException | LineFormat.RefusedLineException refused) {
                    // The next one, then.
                }
            }
        } catch (IOException refused) {
            throw new FuzzTarget.Expected(refused);
        }
        if (!taken) {
            throw new FuzzTarget.Expected(new IOException("no line"));
        }
    }
}
