package org.zhenhao.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;

/** A SIP proxy with the configuration from the documents, between a caller and a callee played by SIPp. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KamailioCheck {
    private static final Path CONFIGURATION = Path.of("src/docs/integrations/kamailio.cfg");
    private static final Path CALLER =
            Path.of("src/test/resources/clients/uac.xml").toAbsolutePath();
    private static final Path CALLEE =
            Path.of("src/test/resources/clients/uas.xml").toAbsolutePath();
    private static final String UNKNOWN = "+8613800138000";
    /** Before each message. */
    private static final Pattern TIME = Pattern.compile("-{40,} ([0-9-]+)[ \\t]([0-9:.]+)");

    private static final Pattern CALLS = Pattern.compile("Successful call\\s*\\|[^|]*\\|\\s*(\\d+)");

    @TempDir
    static Path directory;

    private final String kamailio = Program.need("kamailio", "kamailio kamailio-utils-modules");
    private final String sipp = Program.need("sipp", "sip-tester");
    private Service service;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        service = Service.shared();
        assertThat(service.get("/v1/cid/" + Service.BAD + "?format=kv")).contains("action=block");
        assertThat(service.get("/v1/cid/" + Service.WARNED + "?format=kv")).contains("action=warn");
    }

    /** A proxy and a callee behind it. */
    private final class Proxy implements AutoCloseable {
        private final Path folder;
        private final int port = Service.freeUdpPort();
        private final Program callee;
        private final Program proxy;

        Proxy(String name, int servicePort) throws IOException {
            this(name, "127.0.0.1:" + servicePort);
        }

        /** A proxy that asks a service at this address, which may have a key before it. */
        Proxy(String name, String address) throws IOException {
            folder = Files.createDirectories(directory.resolve(name));
            int calleePort = Service.freeUdpPort();
            Path configuration = folder.resolve("kamailio.cfg");
            Files.writeString(
                    configuration,
                    Files.readString(CONFIGURATION)
                            .replace("127.0.0.1:8080", address)
                            .replace("127.0.0.1:5060", "127.0.0.1:" + port)
                            .replace("127.0.0.1:5090", "127.0.0.1:" + calleePort));
            callee = Program.start(
                    folder,
                    "callee",
                    sipp,
                    "-sf",
                    CALLEE.toString(),
                    "-i",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(calleePort),
                    "-nostdin",
                    "-trace_msg",
                    "-message_file",
                    folder.resolve("callee-messages.log").toString());
            proxy = Program.start(
                    folder,
                    "kamailio",
                    kamailio,
                    "-DD",
                    "-E",
                    "-f",
                    configuration.toString(),
                    "-P",
                    folder.resolve("pid").toString(),
                    "-Y",
                    folder.toString(),
                    "-m",
                    "64",
                    "-M",
                    "8");
            Eventually.holds(Duration.ofSeconds(20), () -> answers());
        }

        private boolean answers() throws IOException {
            if (!proxy.alive()) {
                throw new AssertionError(proxy.log());
            }
            try (java.net.DatagramSocket socket = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                socket.setSoTimeout(500);
                byte[] ping = ("OPTIONS sip:127.0.0.1:" + port + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
                                + socket.getLocalPort() + ";branch=z9hG4bK" + System.nanoTime()
                                + "\r\nFrom: <sip:ping@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\nCall-ID: ping"
                                + System.nanoTime()
                                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                socket.send(new java.net.DatagramPacket(ping, ping.length, InetAddress.getLoopbackAddress(), port));
                socket.receive(new java.net.DatagramPacket(new byte[2_000], 2_000));
                return true;
            } catch (java.net.SocketTimeoutException notYet) {
                return false;
            }
        }

        /** Makes calls and gives the caller's messages; fails unless every call went as the scenario says. */
        String call(List<String> callers, int calls, int rate) throws IOException, InterruptedException {
            Path file = folder.resolve("callers.csv");
            Files.writeString(file, "SEQUENTIAL\n" + String.join(";\n", callers) + ";\n");
            Path messages = folder.resolve("caller-" + System.nanoTime() + ".log");
            List<String> command = new ArrayList<>(List.of(
                    sipp,
                    "-sf",
                    CALLER.toString(),
                    "-inf",
                    file.toString(),
                    "-i",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(Service.freeUdpPort()),
                    "-m",
                    Integer.toString(calls),
                    "-r",
                    Integer.toString(rate),
                    "-nostdin",
                    "-timeout",
                    "60s",
                    "-trace_stat",
                    "-stf",
                    folder.resolve("stat.csv").toString()));
            if (calls <= 10) {
                command.addAll(List.of("-trace_msg", "-message_file", messages.toString()));
            }
            command.add("127.0.0.1:" + port);
            try (Program caller = Program.start(folder, "caller", command.toArray(String[]::new))) {
                caller.end(90);
                Matcher match = CALLS.matcher(caller.log());
                int successful = -1;
                while (match.find()) {
                    successful = Integer.parseInt(match.group(1));
                }
                // At hundreds of calls a second a machine that is busy otherwise may lose one in a thousand.
                assertThat(successful)
                        .as("SIPp says\n%s\nKamailio says\n%s", tail(caller.log()), tail(proxy.log()))
                        .isGreaterThanOrEqualTo(calls - calls / 1_000);
            }
            return Files.exists(messages) ? Files.readString(messages) : "";
        }

        String heard() throws IOException {
            return Files.readString(folder.resolve("callee-messages.log"));
        }

        @Override
        public void close() throws IOException {
            proxy.close();
            callee.close();
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 2_000));
    }

    @Test
    void invite_threeCallers_areRejectedMarkedAndRelayed() throws IOException, InterruptedException {
        try (Proxy proxy = new Proxy("three", service.port())) {
            String rejected = proxy.call(List.of(Service.BAD), 1, 1);
            assertThat(rejected)
                    .contains("SIP/2.0 608 Rejected")
                    .contains("Call-Info: <https://example.org/redress>;purpose=jwscard");

            assertThat(proxy.call(List.of(Service.WARNED), 1, 1))
                    .contains("SIP/2.0 200 OK")
                    .doesNotContain("SIP/2.0 608");
            assertThat(proxy.call(List.of(UNKNOWN), 1, 1))
                    .contains("SIP/2.0 200 OK")
                    .doesNotContain("SIP/2.0 608");

            String heard = proxy.heard();
            assertThat(heard).doesNotContain(Service.BAD);
            assertThat(heard).containsPattern("From: \"\\[!] fraud \\d+\" ?<sip:\\+8613600000009@");
            assertThat(heard).containsPattern("From: <sip:\\+8613800138000@");
        }
    }

    @Test
    void invite_keyInTheAddress_isUsed() throws IOException, InterruptedException {
        String host = "127.0.0.1:" + service.port();
        try (Proxy proxy = new Proxy("key", "any:" + service.key("lookup") + "@" + host)) {
            assertThat(proxy.call(List.of(Service.BAD), 1, 1)).contains("SIP/2.0 608 Rejected");
        }
        // A key that is wrong is no answer; without one, the call goes through.
        try (Proxy proxy = new Proxy("wrong-key", "any:wrong@" + host)) {
            assertThat(proxy.call(List.of(Service.BAD), 1, 1)).contains("SIP/2.0 200 OK");
        }
    }

    @Test
    void invite_serviceThatHangs_letsCallsThrough() throws IOException, InterruptedException {
        try (ServerSocket hung = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Proxy proxy = new Proxy("hung", hung.getLocalPort())) {
            // A second of waiting for the service, by the caller's messages: SIPp is slow to start and to end.
            assertThat(untilAnswered(proxy.call(List.of(Service.BAD), 1, 1))).isLessThan(Duration.ofMillis(3_900));
            String messages = proxy.call(List.of(Service.BAD, UNKNOWN), 6, 3);

            assertThat(messages).contains("SIP/2.0 200 OK").doesNotContain("SIP/2.0 608");
        }
    }

    private static Duration untilAnswered(String messages) {
        List<LocalDateTime> times = TIME.matcher(messages.substring(0, messages.indexOf("SIP/2.0 200 OK")))
                .results()
                .map(found -> LocalDateTime.parse(found.group(1) + "T" + found.group(2)))
                .toList();
        return Duration.between(times.get(0), times.get(times.size() - 1));
    }

    @Test
    void invite_fourHundredCallsASecond_allGoAsTheyShould() throws IOException, InterruptedException {
        try (Proxy proxy = new Proxy("rate", service.port())) {
            List<String> callers = new ArrayList<>(List.of(Service.BAD, Service.WARNED));
            for (int i = 0; i < 8; i++) {
                callers.add("+86138001380" + (10 + i));
            }
            proxy.call(callers, 50, 25);
            proxy.call(callers, 2_000, 400);
        }
    }
}
