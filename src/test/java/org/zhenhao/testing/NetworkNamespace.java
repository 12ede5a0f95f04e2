package org.zhenhao.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A network of its own for a process (Linux: ip-netns), tied to this machine by two links: one that a test can make lose what is sent, without
 * a word to either end, and one that stays, over which the test asks. Nothing of it leads out of the machine, and it goes with {@link #close}.
 *
 * <p>Loss is made by the neighbour tables: frames go to an address that nobody has, as when a switch dies. So connections stay open
 * at both ends, which is what a proxy that closes or stalls cannot do, and no module of the kernel is needed for it.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final String NOBODY = "02:00:00:00:00:01";
    private static final long LIMIT_SECONDS = 10;

    private final String name;
    private final int subnet;
    private final String link;
    private final String steady;
    private String outerMac = "";
    private String innerMac = "";

    /** Which frames are lost. */
    public enum Loss {
        /** Those that leave the namespace. */
        SENT,
        /** Those that come. */
        RECEIVED,
        /** All. */
        BOTH
    }

    private NetworkNamespace() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.name = "zh" + Integer.toHexString(random.nextInt(0x100000, 0x1000000));
        this.subnet = random.nextInt(256);
        this.link = name + "l";
        this.steady = name + "s";
    }

    /** Makes one; a test on a machine where that is not possible is skipped, and says why. */
    public static NetworkNamespace need() {
        String ip = Programs.need("ip", "iproute2");
        NetworkNamespace made = new NetworkNamespace();
        try {
            made.run(ip, "netns", "add", made.name);
            made.inside("ip", "link", "set", "lo", "up");
            made.tie(made.link, "198.18." + made.subnet);
            made.tie(made.steady, "198.19." + made.subnet);
            made.outerMac =
                    made.run("cat", "/sys/class/net/" + made.link + "/address").strip();
            made.innerMac = made.inside("cat", "/sys/class/net/" + made.link + "n/address")
                    .strip();
            made.heal();
            return made;
        } catch (IllegalStateException e) {
            made.close();
            String why = "SKIPPED: no network namespace can be made here (it takes root on Linux): " + e.getMessage();
            System.err.println(why);
            Assumptions.abort(why);
            throw e;
        }
    }

    private void tie(String outer, String net) {
        String inner = outer + "n";
        run("ip", "link", "add", outer, "type", "veth", "peer", "name", inner, "netns", name);
        run("ip", "addr", "add", net + ".1/30", "dev", outer);
        run("ip", "link", "set", outer, "up");
        inside("ip", "addr", "add", net + ".2/30", "dev", inner);
        inside("ip", "link", "set", inner, "up");
    }

    /** This machine's address as seen from inside over the link that can lose. */
    public String outside() {
        return "198.18." + subnet + ".1";
    }

    /** The address of what runs inside, over the link that stays. */
    public String address() {
        return "198.19." + subnet + ".2";
    }

    /** The command that runs a command inside; it becomes that command, so that signals reach it. */
    public List<String> command(List<String> command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
        words.addAll(command);
        return words;
    }

    /** Loses frames from now on. */
    public void lose(Loss loss) {
        neighbours(loss == Loss.RECEIVED ? outerMac : NOBODY, loss == Loss.SENT ? innerMac : NOBODY);
    }

    /** Loses nothing any more. */
    public void heal() {
        neighbours(outerMac, innerMac);
    }

    private void neighbours(String outer, String inner) {
        inside("ip", "neigh", "replace", outside(), "lladdr", outer, "dev", link + "n", "nud", "permanent");
        run("ip", "neigh", "replace", "198.18." + subnet + ".2", "lladdr", inner, "dev", link, "nud", "permanent");
    }

    private String inside(String... command) {
        return run(command(List.of(command)).toArray(String[]::new));
    }

    private String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "%s: %s", String.join(" ", command), output.strip()));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the namespace away, and its links with it, once what runs inside has ended. */
    @Override
    public void close() {
        try {
            run("ip", "netns", "del", name);
        } catch (IllegalStateException e) {
            System.err.println("the namespace " + name + " was not there: " + e.getMessage());
        }
    }
}
