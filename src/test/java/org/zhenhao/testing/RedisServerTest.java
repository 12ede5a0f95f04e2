package org.zhenhao.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedisServerTest {
    @Test
    void startStopStart_samePort_answersOnlyWhileUp() throws IOException {
        RedisServer server = new RedisServer();
        server.start();
        assertThat(ping(server.port())).isEqualTo("+PONG\r\n");

        server.stop();
        assertThatIOException().isThrownBy(() -> ping(server.port()));

        server.start();
        assertThat(ping(server.port())).isEqualTo("+PONG\r\n");
        server.stop();
    }

    private static String ping(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII);
        }
    }
}
