package org.zhenhao.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Whether there is room on the disk under the embedded store. H2 does not survive a write that fails: it gives the store up, or waits for ever for the
 * chunk that was not written. So a write that finds no room waits until there is some, and this says meanwhile that nothing can
 * be stored. Thread-safe; one for the process, as H2's file systems are.
 */
public final class DiskRoom {
    private static final Logger LOG = Logger.getLogger(DiskRoom.class);
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    /** For how long writes wait still once the process ends. */
    private static final long LAST_WAIT = TimeUnit.SECONDS.toNanos(2);

    private static final long MARGIN = 4_096;
    private static final List<String> WORDS = List.of("no space left", "disk quota", "not enough space");
    private static final AtomicInteger WAITING = new AtomicInteger();
    private static final List<Runnable> TOLD = new CopyOnWriteArrayList<>();
    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ending = true, "disk-room"));
    }

    private DiskRoom() {}

    /** Whether something waits for room: what is to be stored now is better refused. */
    public static boolean lacking() {
        return WAITING.get() > 0;
    }

    /** Has something called each time that room begins to lack, by the thread that writes: it must be quick. */
    public static void whenLacking(Runnable told) {
        TOLD.add(told);
    }

    /** Ends what {@link #whenLacking} began. */
    public static void forget(Runnable told) {
        TOLD.remove(told);
    }

    /** Something that is tried until there is room. */
    @FunctionalInterface
    interface Write {
        int write() throws IOException;
    }

    /**
     * Writes, and waits as long as it takes if there is no room.
     *
     * @throws IOException if it fails for another reason, or the process ends
     */
    static int patiently(Path file, Write write) throws IOException {
        try {
            return write.write();
        } catch (IOException failure) {
            if (!full(file, failure)) {
                throw failure;
            }
            begin(failure);
        }
        long endedAt = 0;
        try {
            while (true) {
                LockSupport.parkNanos(EVERY);
                try {
                    return write.write();
                } catch (IOException failure) {
                    long now = System.nanoTime();
                    endedAt = endedAt == 0 && ending ? now : endedAt;
                    if (!full(file, failure) || ending && now - endedAt > LAST_WAIT) {
                        throw failure;
                    }
                }
            }
        } finally {
            end();
        }
    }

    private static void begin(IOException failure) {
        if (WAITING.getAndIncrement() == 0) {
            LOG.errorf("The disk under the store is full: nothing is stored until there is room again (%s)", failure);
            TOLD.forEach(Runnable::run);
        }
    }

    private static void end() {
        if (WAITING.decrementAndGet() == 0) {
            LOG.info("There is room again on the disk under the store");
        }
    }

    /** Words differ between systems and languages; a disk without a free page says the same in all of them. */
    private static boolean full(Path file, IOException failure) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (WORDS.stream().anyMatch(said::contains)) {
            return true;
        }
        try {
            return failure.getClass() == IOException.class
                    && Files.getFileStore(file).getUsableSpace() < MARGIN;
        } catch (IOException unknown) {
            return false;
        }
    }
}
