package org.zhenhao.screening;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream that a worker reads while the event loop receives: when the worker falls behind, the connection
 * is not read. One reader.
 */
final class BodyStream extends InputStream {
    private static final int HIGH = 1 << 20;
    private static final int LOW = 1 << 18;

    private final ReadStream<Buffer> body;
    private final Context context;
    private final long stallMillis;
    private final Deque<Buffer> waiting = new ArrayDeque<>();
    private int inFirst;
    private int bytes;
    private boolean paused;
    private boolean ended;
    private @Nullable Throwable failure;

    /** Takes over a paused stream; to be called on its event loop. */
    BodyStream(ReadStream<Buffer> body, Context context, long stallMillis) {
        this.body = body;
        this.context = context;
        this.stallMillis = stallMillis;
        body.exceptionHandler(this::failed);
        body.endHandler(done -> end());
        body.handler(this::receive);
    }

    private synchronized void receive(Buffer buffer) {
        waiting.add(buffer);
        bytes += buffer.length();
        if (bytes > HIGH && !paused) {
            paused = true;
            body.pause();
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Makes the reader fail, now or the next time it reads. */
    synchronized void failed(Throwable cause) {
        failure = cause;
        ended = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        await();
        if (failure != null) {
            throw new IOException("the client has gone", failure);
        }
        int read = 0;
        while (read < length && !waiting.isEmpty()) {
            Buffer first = waiting.getFirst();
            int some = Math.min(length - read, first.length() - inFirst);
            first.getByteBuf().getBytes(inFirst, target, offset + read, some);
            read += some;
            inFirst += some;
            if (inFirst == first.length()) {
                waiting.removeFirst();
                inFirst = 0;
            }
        }
        bytes -= read;
        if (paused && bytes < LOW) {
            paused = false;
            context.runOnContext(now -> body.resume());
        }
        return read == 0 ? -1 : read;
    }

    private void await() throws IOException {
        long until = System.nanoTime() + stallMillis * 1_000_000;
        try {
            while (waiting.isEmpty() && !ended) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IOException("the client sends nothing");
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public synchronized int available() {
        return bytes;
    }
}
