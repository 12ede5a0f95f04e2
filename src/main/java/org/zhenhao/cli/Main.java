package org.zhenhao.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Addresses;
import picocli.CommandLine;

/** Starts the service, or runs a command that needs none. */
@QuarkusMain
public final class Main {
    private Main() {}

    /** With the name of a command as the first argument runs that and ends; with anything else starts the service. */
    public static void main(String... args) {
        CommandLine command = args.length == 0 ? null : command(args[0]);
        if (command != null) {
            System.exit(command.execute(Arrays.copyOfRange(args, 1, args.length)));
        }
        System.setProperty(Addresses.SWITCHED_OFF, "true");
        Quarkus.run(args);
    }

    private static @Nullable CommandLine command(String name) {
        return switch (name) {
            case "screen" -> new ScreenCommand().line();
            case "verify" -> new VerifyCommand().line();
            case "store" -> new StoreCommand().line();
            case "keys" -> new KeysCommand(Clock.systemUTC()).line();
            default -> null;
        };
    }
}
