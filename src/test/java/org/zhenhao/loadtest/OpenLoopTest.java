package org.zhenhao.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final int RATE = 200;
    private static final int STALL_AT = 200;
    private static final long STALL_MILLIS = 500;

    /** A client that waits for answers before it asks again would see one slow request; here all that were due are slow. */
    @Test
    void run_serverStalls_requestsDueMeanwhileCountTheWait() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/bench/noop", exchange -> {
            if (asked.incrementAndGet() == STALL_AT) {
                stall();
            }
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[2]);
            exchange.close();
        });
        server.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            Histogram micros = new OpenLoop(base, new Requests("noop", Path.of("."), 1)).run(RATE, 2);
            long slow = micros.getTotalCount() - micros.getCountBetweenValues(0, TimeUnit.MILLISECONDS.toMicros(50));
            // 200 a second for the 450 ms of the stall after which they wait less than 50.
            assertThat(slow).isGreaterThanOrEqualTo(85);
        } finally {
            server.stop(0);
        }
    }

    private static void stall() {
        try {
            TimeUnit.MILLISECONDS.sleep(STALL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
