package org.zhenhao.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A wire on the loopback interface between a client and a server, which a test can cut, block, and make slow. */
public final class FaultProxy implements AutoCloseable {
    private static final int MOST_TRIES = 100;

    private final int port;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;
    private volatile boolean silent;
    private volatile boolean deaf;
    private volatile int era;
    private @Nullable ServerSocket listener;

    /** Listens on a port of its own and passes everything on to a port on 127.0.0.1. */
    public FaultProxy(int target) {
        this.target = target;
        this.port = Ports.free();
        listen();
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** Refuses connections from now on, and cuts those there are. */
    public synchronized void refuse() {
        ServerSocket old = listener;
        listener = null;
        close(old);
        cut();
    }

    /** Lets clients connect again. */
    public synchronized void listen() {
        try {
            ServerSocket fresh = bound();
            listener = fresh;
            daemon(() -> accept(fresh));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that another thread starts has what this one had open until it becomes its program: that soon passes. */
    private ServerSocket bound() throws IOException {
        for (int tries = 1; ; tries++) {
            ServerSocket fresh = new ServerSocket();
            try {
                fresh.setReuseAddress(true);
                fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
                return fresh;
            } catch (BindException taken) {
                close(fresh);
                if (tries == MOST_TRIES) {
                    throw taken;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    /** Cuts all connections; new ones work. */
    public void cut() {
        open.forEach(FaultProxy::close);
        open.clear();
    }

    /** Every answer arrives this much later from now on; 0 for at once. */
    public void delay(long millis) {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Whether answers are kept back, as on a link that is down while both ends believe it is up. */
    public void silent(boolean on) {
        silent = on;
    }

    /** Whether requests are kept back while answers arrive, as where one direction of a link loses all. */
    public void deaf(boolean on) {
        deaf = on;
    }

    /** Keeps the answers on the connections there are back for good; new ones work. As after a server has moved. */
    public synchronized void abandon() {
        era = era + 1;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            Socket client = null;
            try {
                client = from.accept();
                join(client, new Socket(InetAddress.getLoopbackAddress(), target));
                if (from.isClosed()) {
                    // It was accepted before the refusal, and is among the open ones only since.
                    cut();
                }
            } catch (IOException e) {
                // The listener was closed, or the server does not take connections: then nor does this end.
                close(client);
            }
        }
    }

    private void join(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        daemon(() -> pump(client, server, false));
        daemon(() -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        BlockingQueue<Chunk> queue = new LinkedBlockingQueue<>();
        int born = era;
        daemon(() -> write(queue, to, born));
        try (InputStream in = from.getInputStream()) {
            byte[] buffer = new byte[16_384];
            int count = in.read(buffer);
            while (count >= 0) {
                queue.add(new Chunk(
                        Arrays.copyOf(buffer, count), System.nanoTime() + (answers ? delayNanos : 0), answers));
                count = in.read(buffer);
            }
        } catch (IOException e) {
            // Cut.
        }
        queue.add(Chunk.END);
    }

    private void write(BlockingQueue<Chunk> queue, Socket to, int born) {
        try (OutputStream out = to.getOutputStream()) {
            for (Chunk chunk = queue.take(); chunk != Chunk.END; chunk = queue.take()) {
                while (chunk.due - System.nanoTime() > 0
                        || ((chunk.answer ? silent || era != born : deaf) && !to.isClosed())) {
                    LockSupport.parkNanos(Math.max(chunk.due - System.nanoTime(), 1_000_000));
                }
                out.write(chunk.bytes);
            }
        } catch (IOException | InterruptedException e) {
            // Cut.
        }
        close(to);
        open.remove(to);
    }

    private record Chunk(byte[] bytes, long due, boolean answer) {
        static final Chunk END = new Chunk(new byte[0], 0, false);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(@Nullable Closeable socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // Closed enough.
            }
        }
    }

    @Override
    public void close() {
        refuse();
    }
}
