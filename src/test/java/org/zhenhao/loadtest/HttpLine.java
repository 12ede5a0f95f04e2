package org.zhenhao.loadtest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request under way; understands responses with a Content-Length only. */
final class HttpLine {
    private static final int LARGEST = 1 << 16;
    private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST);
    private long due;
    private boolean ok;
    private int bytes;

    HttpLine(InetSocketAddress server) throws IOException {
        channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends a request that was due at a time of {@link System#nanoTime}. */
    void send(ByteBuffer request, long dueAt) throws IOException {
        due = dueAt;
        in.clear();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    long due() {
        return due;
    }

    /** Whether the last response had status 200. */
    boolean ok() {
        return ok;
    }

    /** Length of the last response with its head. */
    int bytes() {
        return bytes;
    }

    /** Reads what has arrived; true if the response is whole. */
    boolean complete() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed a connection");
        }
        int head = endOfHead();
        if (head < 0 || in.position() < head + length(head)) {
            return false;
        }
        bytes = in.position();
        ok = in.get(9) == '2' && in.get(10) == '0' && in.get(11) == '0';
        return true;
    }

    private int endOfHead() {
        for (int i = 3; i < in.position(); i++) {
            if (in.get(i) == '\n' && in.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int length(int head) throws IOException {
        for (int at = 0; at + LENGTH.length < head; at++) {
            if (in.get(at) == '\n' && named(at + 1)) {
                int value = 0;
                for (int i = at + 1 + LENGTH.length; in.get(i) != '\r'; i++) {
                    value = in.get(i) == ' ' ? value : value * 10 + in.get(i) - '0';
                }
                return value;
            }
        }
        throw new IOException("a response without Content-Length");
    }

    private boolean named(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((in.get(at + i) | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    void close() throws IOException {
        channel.close();
    }
}
