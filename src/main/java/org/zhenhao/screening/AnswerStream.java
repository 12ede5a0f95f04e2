package org.zhenhao.screening;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A response's body as a stream that a worker writes: what the client has not taken yet is
 * counted, and {@link #awaitRoom} waits while it is much. Writing itself never waits. One writer at a time.
 */
final class AnswerStream extends OutputStream {
    private static final int QUEUE = 1 << 20;
    /** Larger arrays get whole regions of the collector's. */
    private static final int PIECE = 1 << 16;

    private final HttpServerResponse response;
    private final long stallMillis;
    /** Bytes handed over that have not left yet. */
    private long pending;

    private boolean gone;

    AnswerStream(HttpServerResponse response, long stallMillis) {
        this.response = response;
        this.stallMillis = stallMillis;
        response.exceptionHandler(failure -> leave());
        response.closeHandler(closed -> leave());
    }

    private synchronized void left(int bytes) {
        pending -= bytes;
        notifyAll();
    }

    private synchronized void leave() {
        gone = true;
        notifyAll();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        for (int from = offset; from < offset + length; from += PIECE) {
            int size = Math.min(PIECE, offset + length - from);
            begin(size);
            response.write(Buffer.buffer(size).setBytes(0, source, from, size)).onComplete(written -> left(size));
        }
    }

    private synchronized void begin(int length) throws IOException {
        if (gone) {
            throw new IOException("the client has gone");
        }
        pending += length;
    }

    /** Waits until what was written has left, but for a bounded rest. */
    synchronized void awaitRoom() throws IOException {
        long until = System.nanoTime() + stallMillis * 1_000_000;
        try {
            while (!gone && pending > QUEUE) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IOException("the client takes nothing");
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (gone) {
            throw new IOException("the client has gone");
        }
    }

    @Override
    public void close() {
        response.end();
    }
}
