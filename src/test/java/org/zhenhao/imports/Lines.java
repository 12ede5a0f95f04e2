package org.zhenhao.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.report.Factories;
import org.zhenhao.report.RefusedReportException;
import org.zhenhao.report.ReportFactory;

/** Reads the lines of an import as the importer does. */
final class Lines {
    private static final ReportFactory FACTORY = Factories.of("key");

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
                } catch (LineReader.LineTooLongException | RefusedReportException refused) {
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
