package org.zhenhao.screening;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * Results in another format than the stored one: made into a file once, at the first request on this replica, and served from
 * it. The files are no more than a cache of what the store holds; the oldest go when there are many. Thread-safe.
 */
@Singleton
final class Conversions {
    private static final int MOST_FILES = 20;

    private final Path directory;
    private final Converter converter;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();

    @Inject
    Conversions(@ConfigProperty(name = "zhenhao.data-dir") String dataDir, Converter converter) {
        this.directory = Path.of(dataDir, "screening-tmp");
        this.converter = converter;
    }

    /** A job's result in a format. */
    Results.Body of(Job job, Setup setup, Results.Kind kind) {
        String name = job.id() + "." + kind.ending();
        synchronized (locks.computeIfAbsent(name, key -> new Object())) {
            try {
                Path file = known(name);
                if (file == null) {
                    file = make(job, setup, kind, name);
                }
                return new FileBody(file, Files.size(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                locks.remove(name);
            }
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Path known(String name) {
        Path file = files.get(name);
        return file != null && Files.exists(file) ? file : null;
    }

    private Path make(Job job, Setup setup, Results.Kind kind, String name) throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, job.id() + "-", "." + kind.ending());
        boolean made = false;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            converter.write(job, setup, kind, out);
            made = true;
        } finally {
            if (!made) {
                Files.deleteIfExists(file);
            }
        }
        keep(name, file);
        return file;
    }

    private synchronized void keep(String name, Path file) throws IOException {
        files.put(name, file);
        while (files.size() > MOST_FILES) {
            String oldest = files.keySet().iterator().next();
            Files.deleteIfExists(files.remove(oldest));
        }
    }

    /** Removes a job's files. */
    synchronized void forget(String job) {
        files.entrySet().removeIf(entry -> {
            if (!entry.getKey().startsWith(job + ".")) {
                return false;
            }
            try {
                Files.deleteIfExists(entry.getValue());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
    }

    synchronized void stop(@Observes ShutdownEvent event) throws IOException {
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
    }

    /** A file that may go while it is read: whoever has it open reads on. */
    private record FileBody(Path file, long size) implements Results.Body {
        @Override
        public void write(long from, long to, OutputStream out) throws IOException {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(from);
                byte[] buffer = new byte[1 << 16];
                long left = to - from;
                while (left > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                    if (read < 0) {
                        throw ProblemException.of(ProblemCode.INTERNAL);
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
        }
    }
}
