package org.zhenhao.loadtest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * An HTTP client that keeps its rate whatever the server does. A request's time runs from the moment it was due, not from
 * the moment a connection was free to send it, so a server that stalls cannot hide the requests it kept from being sent
 * (coordinated omission). One thread, one request at a time on each connection.
 */
public final class OpenLoop {
    private static final int CONNECTIONS = 64;
    private static final long DOZE_NANOS = 20_000;
    private static final long HIGHEST_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final double WARM_SHARE = 0.2;
    private static final double REHEARSAL_SECONDS = 6;

    private final Selector selector;
    private final List<HttpLine> lines = new ArrayList<>();
    private final ArrayDeque<HttpLine> free = new ArrayDeque<>();
    private final Requests requests;
    private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
    private long errors;
    private long bytes;
    private long recordFrom;

    OpenLoop(URI base, Requests requests) throws IOException {
        this.requests = requests;
        this.selector = Selector.open();
        for (int i = 0; i < CONNECTIONS; i++) {
            HttpLine line = new HttpLine(new InetSocketAddress(base.getHost(), base.getPort()));
            line.register(selector);
            lines.add(line);
            free.add(line);
        }
    }

    /**
     * Takes the base URL, what to ask ({@link Requests}), the directory of the samples, requests a second, seconds, and a seed.
     * The first fifth of the time is warm-up and not counted, nor is a rehearsal of six seconds before: in it this client's code is
     * compiled. Prints one line of figures: requests counted, errors, bytes of a mean response, p50, p90, p99, p99.9 and maximum in
     * microseconds.
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 6) {
            System.err.println("usage: OpenLoop BASE-URL WHAT SAMPLES RATE SECONDS SEED");
            System.exit(2);
        }
        Requests requests = new Requests(args[1], Path.of(args[2]), Long.parseLong(args[5]));
        URI base = URI.create(args[0]);
        double rate = Double.parseDouble(args[3]);
        new OpenLoop(base, requests).run(rate, REHEARSAL_SECONDS);
        // The samples grow old now: copying them would stop this client for longer than the service ever stops.
        System.gc();
        OpenLoop loop = new OpenLoop(base, requests);
        loop.run(rate, Double.parseDouble(args[4]));
        loop.print();
    }

    /**
     * Asks at a rate for some seconds and waits for the last answer.
     *
     * @return how long the requests took, in microseconds from when each was due
     */
    Histogram run(double rate, double seconds) throws IOException {
        long start = System.nanoTime();
        long total = Math.round(rate * seconds);
        double gap = TimeUnit.SECONDS.toNanos(1) / rate;
        recordFrom = start + (long) (TimeUnit.SECONDS.toNanos(1) * seconds * WARM_SHARE);
        long sent = 0;
        while (sent < total || free.size() < CONNECTIONS) {
            boolean idle = true;
            long due = start + (long) (sent * gap);
            while (sent < total && due <= System.nanoTime() && !free.isEmpty()) {
                free.poll().send(requests.next(), due);
                sent++;
                due = start + (long) (sent * gap);
                idle = false;
            }
            if (selector.selectNow() > 0) {
                receive();
                idle = false;
            }
            if (idle) {
                LockSupport.parkNanos(DOZE_NANOS);
            }
        }
        for (HttpLine line : lines) {
            line.close();
        }
        selector.close();
        return micros;
    }

    private void receive() throws IOException {
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
            HttpLine line = (HttpLine) ready.next().attachment();
            ready.remove();
            if (line.complete()) {
                if (line.due() >= recordFrom) {
                    micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - line.due()) / 1_000));
                    errors += line.ok() ? 0 : 1;
                    bytes += line.bytes();
                }
                free.add(line);
            }
        }
    }

    private void print() {
        System.out.printf(
                "%d %d %d %d %d %d %d %d%n",
                micros.getTotalCount(),
                errors,
                bytes / Math.max(1, micros.getTotalCount()),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(90),
                micros.getValueAtPercentile(99),
                micros.getValueAtPercentile(99.9),
                micros.getMaxValue());
    }
}
