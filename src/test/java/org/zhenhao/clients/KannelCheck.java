package org.zhenhao.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zhenhao.testing.Eventually;
import org.zhenhao.testing.Ports;
import org.zhenhao.testing.ServiceProcess;

/** An SMS gateway with the configuration from the documents; the test plays the network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KannelCheck {
    private static final Path CONFIGURATION = Path.of("src/docs/integrations/kannel.conf");

    @TempDir
    static Path directory;

    private Service service;
    private int admin;
    private Program bearerbox;
    private Program smsbox;
    private Socket network;
    private BufferedReader replies;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        String bearerboxPath = Program.need("bearerbox", "kannel");
        String smsboxPath = Program.need("smsbox", "kannel");
        service = Service.shared();
        admin = Ports.free();
        int box = Ports.free();
        int smsc = Ports.free();
        Path configuration = directory.resolve("kannel.conf");
        Files.writeString(
                configuration,
                Files.readString(CONFIGURATION)
                        .replace("#black-list-sender", "black-list-sender")
                        .replace("kannel:KEY@", "kannel:" + ServiceProcess.ADMIN_KEY + "@")
                        .replace("127.0.0.1:8080", "127.0.0.1:" + service.port())
                        .replace("admin-port = 13000", "admin-port = " + admin)
                        .replace("smsbox-port = 13001", "smsbox-port = " + box)
                        .replace("port = 10000", "port = " + smsc)
                        .replace("sendsms-port = 13013", "sendsms-port = " + Ports.free())
                        .replace("max-messages = 0", "max-messages = 1"));
        bearerbox = Program.start(directory, "bearerbox", bearerboxPath, configuration.toString());
        Eventually.holds(Duration.ofSeconds(20), () -> listens(box) && listens(admin));
        smsbox = Program.start(directory, "smsbox", smsboxPath, configuration.toString());
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> service.port() > 0 && bearerbox.log().contains("Client connected") || connected());
        network = connect(smsc);
        network.setSoTimeout(20_000);
        replies = new BufferedReader(new InputStreamReader(network.getInputStream(), StandardCharsets.UTF_8));
    }

    private boolean connected() throws IOException {
        if (!smsbox.alive() || !bearerbox.alive()) {
            throw new AssertionError(bearerbox.log() + smsbox.log());
        }
        return smsbox.log().contains("Connected to bearerbox");
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Socket connect(int port) throws IOException {
        Eventually.holds(Duration.ofSeconds(20), () -> listens(port));
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    @AfterAll
    void stop() throws IOException {
        for (AutoCloseable each : new AutoCloseable[] {network, smsbox, bearerbox}) {
            if (each != null) {
                try {
                    each.close();
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private void send(String sender, String receiver, String text) throws IOException {
        network.getOutputStream()
                .write((sender + " " + receiver + " text " + text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What the network gets back for a text; the gateway may need a moment until its boxes have met. */
    private String text(String sender, String receiver, String text) throws IOException {
        send(sender, receiver, text);
        String reply = replies.readLine();
        assertThat(reply)
                .as("bearerbox:\n%s\nsmsbox:\n%s", bearerbox.log(), smsbox.log())
                .isNotNull();
        return reply;
    }

    @Test
    void text_numberToAShortCode_isAnsweredWithItsVerdict() throws IOException {
        assertThat(text("13900000000", "10693000", "check " + Service.BAD))
                .startsWith("10693000 13900000000 text")
                .contains("+13152328257 block: impersonation, score")
                .contains("45 reports");
        assertThat(text("13900000000", "10693000", "check 95588")).contains("official number");
        assertThat(text("13900000000", "10693000", "check hello")).contains("Please send a number");
    }

    @Test
    void text_anythingElse_isJudgedByTheInboundHook() throws IOException {
        assertThat(text(
                        "13800138000",
                        "10693000",
                        "ICBC: your account is suspended, login http://t.cn/AbC immediately"))
                .contains("t.cn hides where it leads");
    }

    @Test
    void text_listedSender_isDroppedAtTheDoor() throws IOException, InterruptedException {
        String listed = Service.BAD.substring(1);
        send(listed, "10693000", "check 95588");

        // What is answered next is not his.
        assertThat(text("13900000000", "10693000", "check 95588")).startsWith("10693000 13900000000 text");
        Eventually.holds(
                Duration.ofSeconds(10), () -> bearerbox.log().contains("is in black-list-sender, message discarded"));
        assertThat(text("13900000001", "10693000", "check 95588")).startsWith("10693000 13900000001 text");

        String reloaded = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + admin + "/reload-lists.txt?password=change-me"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(reloaded).contains("lists re-loaded");
    }
}
