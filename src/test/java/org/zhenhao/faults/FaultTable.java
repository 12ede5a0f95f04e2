package org.zhenhao.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Measures what each fault does. Arguments: a directory for the rows of the table, how long a fault lasts in milliseconds,
 * requests a second, and, if not all, names of faults.
 */
final class FaultTable {
    private static final long WARM_MILLIS = 15_000;
    private static final String HEAD = """
            | server | what happens | who answers | p50 ms | p99 ms | most ms | normal after ms | lookups | wrong | refused (503) | other 5xx | known numbers refused | reports refused |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private FaultTable() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        long lasts = Long.parseLong(arguments[1]);
        int rate = Integer.parseInt(arguments[2]);
        Set<Fault> faults = arguments.length > 3 ? EnumSet.noneOf(Fault.class) : EnumSet.allOf(Fault.class);
        for (int i = 3; i < arguments.length; i++) {
            faults.add(Fault.valueOf(arguments[i]));
        }
        Files.writeString(directory.resolve("head"), HEAD);
        Files.writeString(
                directory.resolve("order"),
                Arrays.stream(Fault.values()).map(Fault::name).collect(Collectors.joining("\n")));
        try (FaultRig rig = new FaultRig(Files.createTempDirectory("faults"));
                SteadyLoad load = new SteadyLoad(rig.service, new Truth(), rate)) {
            Outcome.of(Fault.NONE, rig, load, WARM_MILLIS);
            for (Fault fault : faults) {
                String row = row(Outcome.of(fault, rig, load, lasts));
                System.err.println(row);
                Files.writeString(directory.resolve(fault + ".row"), row + "\n");
            }
        }
        System.exit(0);
    }

    /** A fault's row of the table. */
    static String row(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f | %.0f | %.0f | %d | %d | %d | %d | %d | %d |",
                outcome.fault().server().name().toLowerCase(Locale.ROOT),
                outcome.fault().words(),
                outcome.who(),
                outcome.percentile(0.5),
                outcome.percentile(0.99),
                outcome.percentile(1),
                outcome.normalAfter(),
                outcome.count(Sample::lookup),
                outcome.wrong(),
                outcome.count(sample -> sample.lookup() && sample.status() == 503),
                outcome.count(sample -> sample.lookup() && sample.serverError() && sample.status() != 503),
                outcome.count(sample -> sample.kind() == Sample.Kind.KNOWN && sample.serverError()),
                outcome.count(sample -> !sample.lookup() && sample.serverError()));
    }
}
