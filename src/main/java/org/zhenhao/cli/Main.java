package org.zhenhao.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Starts the service, or runs a command that needs none. */
@QuarkusMain
public final class Main {
    private static final String SCREEN = "screen";

    private Main() {}

    /** With {@code screen} as the first argument runs that command and ends; with anything else starts the service. */
    public static void main(String... args) {
        if (args.length > 0 && args[0].equals(SCREEN)) {
            System.exit(new ScreenCommand().line().execute(Arrays.copyOfRange(args, 1, args.length)));
        }
        Quarkus.run(args);
    }
}
