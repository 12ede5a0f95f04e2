package org.zhenhao.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for the servers of tests. They lie below those that systems give to outgoing connections (32768 and more on
 * Linux), so that none is taken between being chosen and being listened at; and this JVM is given each only once.
 */
public final class Ports {
    private static final int LOWEST = 10_000;
    private static final int COUNT = 10_000;
    /** A cluster's nodes talk to one another this far above. */
    private static final int BUS = 10_000;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** A TCP port at which nobody listens, nor 10,000 above, where a Redis Cluster has its second one. */
    public static int free() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (ServerSocket first = new ServerSocket(port);
                    ServerSocket second = new ServerSocket(port + BUS)) {
                if (first.isBound() && second.isBound()) {
                    return port;
                }
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("no free port");
    }
}
