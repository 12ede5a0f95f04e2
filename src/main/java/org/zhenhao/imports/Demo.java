package org.zhenhao.imports;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhenhao.report.ReportFactory;
import org.zhenhao.report.Reporting;

/**
 * Loads the bundled sample of real complaints at start, if asked to, its days shifted so that the last one is today: reports
 * of 2021 would have decayed to nothing. Loading it again on the same day changes nothing; on a later day every complaint
 * moves to its new time, since it is the same reporter's newer report.
 */
@Singleton
final class Demo {
    private static final Logger LOG = Logger.getLogger(Demo.class);
    private static final String SAMPLE = "ftc_dnc_sample_2021.csv.gz";
    private static final Pattern DAY_OF_COMPLAINT = Pattern.compile("\\d{10},(\\d{4}-\\d{2}-\\d{2}) ");
    private static final long DAY = 86_400;
    private static final int LAST = 10_000;

    private final boolean wanted;
    private final Reporting reporting;
    private final Imports imports;
    private final Clock clock;

    Demo(
            @ConfigProperty(name = "zhenhao.demo", defaultValue = "false") boolean wanted,
            Reporting reporting,
            Imports imports,
            Clock clock) {
        this.wanted = wanted;
        this.reporting = reporting;
        this.imports = imports;
        this.clock = clock;
    }

    /** Comes after whatever the intake needs, and before the service takes requests. */
    void load(@Observes @Priority(LAST) StartupEvent event) {
        if (!wanted) {
            return;
        }
        long now = clock.instant().getEpochSecond();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (InputStream in = sample()) {
            long days = today.toEpochDay() - lastDay();
            LongUnaryOperator shift = at -> {
                long shifted = at + days * DAY;
                return shifted > now ? shifted - DAY : shifted;
            };
            ReportFactory factory = reporting.factory("demo");
            LOG.infof(
                    "demo: loading the bundled sample of FTC complaints, moved by %,d days so that it ends today",
                    days);
            imports.run("demo", "demo", in, new FtcLines(factory, "demo " + today, shift));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream sample() throws IOException {
        InputStream in = Demo.class.getResourceAsStream(SAMPLE);
        if (in == null) {
            throw new IOException("the bundled sample is missing");
        }
        return in;
    }

    private static long lastDay() throws IOException {
        long last = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(sample()), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher day = DAY_OF_COMPLAINT.matcher(line);
                if (day.lookingAt()) {
                    last = Math.max(last, LocalDate.parse(day.group(1)).toEpochDay());
                }
            }
        }
        return last;
    }
}
