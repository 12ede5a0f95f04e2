package org.zhenhao.feed;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.snapshot.Publications;
import org.zhenhao.snapshot.PublishingKey;

/**
 * The lists and deltas of published versions, each made when it is first asked for and then kept as a file beside the version's
 * own. One is made at a time; whoever waits too long is told to come back. Thread-safe; blocks.
 */
@Singleton
class Lists {
    private static final int MOST_FILES = 400;
    private static final int WAIT_SECONDS = 20;
    private static final String FOLDER = "made";

    private final Publications publications;
    private final PublishingKey key;
    private final NumberParser parser;
    /** One list is made from another, so the lock lets its holder in again. */
    private final ReentrantLock making = new ReentrantLock();

    @Inject
    Lists(Publications publications, PublishingKey key, NumberParser parser) {
        this.publications = publications;
        this.key = key;
        this.parser = parser;
    }

    /** The newest version; 404 if there is none. */
    Publications.Published latest() {
        Publications.Published latest = publications.latest();
        if (latest == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "尚未发布任何版本", "nothing has been published yet");
        }
        return latest;
    }

    /** A list of the newest version. */
    Path list(ListSpec spec) throws IOException {
        Publications.Published latest = latest();
        return made(latest.directory(), "list-" + spec.word(), () -> bytes(latest.file(ListPart.NAME), spec));
    }

    /** The content of a list of the newest version. */
    CompactList content(ListSpec spec) throws IOException {
        return CompactList.read(Files.readAllBytes(list(spec)));
    }

    /**
     * The content of a list as an earlier version had it.
     *
     * @return null if that version is not kept any more
     */
    @Nullable
    CompactList content(long version, ListSpec spec) throws IOException {
        Path base = base(version);
        if (base == null) {
            return null;
        }
        Path parent = base.toAbsolutePath().getParent();
        Path folder = parent == null ? base : parent;
        return CompactList.read(Files.readAllBytes(made(folder, "list-" + spec.word(), () -> bytes(base, spec))));
    }

    private @Nullable Path base(long version) throws IOException {
        try {
            return publications.kept(version, ListPart.NAME);
        } catch (SQLException e) {
            throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE);
        }
    }

    /** What has changed in a list since a version, or null if that version is not kept any more. */
    @Nullable
    Change change(long since, ListSpec spec) throws IOException {
        CompactList before = content(since, spec);
        return before == null ? null : Change.between(before, content(spec));
    }

    /** The delta since a version, or null if a device has to load the whole list. */
    @Nullable
    Path delta(long since, ListSpec spec) throws IOException {
        Publications.Published latest = latest();
        if (since < 1 || since > latest.manifest().version() || base(since) == null) {
            return null;
        }
        Change change = change(since, spec);
        if (change == null) {
            return null;
        }
        return made(latest.directory(), "delta-" + since + "-" + spec.word(), () -> {
            CompactList after = content(spec);
            return DeltaWriter.write(since, after.head(), change, SetChecksum.of(after), key);
        });
    }

    /** A list without content. */
    byte[] empty(ListHead head) throws IOException {
        return ListWriter.write(head, visitor -> {}, key);
    }

    /** Makes the bytes of a file. */
    interface Maker {
        byte[] make() throws IOException;
    }

    /** A file made from a version, made now unless it is there. */
    Path made(Path directory, String name, Maker maker) throws IOException {
        Path folder = directory.resolve(FOLDER);
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        boolean mine = false;
        try {
            mine = making.tryLock(WAIT_SECONDS, TimeUnit.SECONDS);
            if (!mine) {
                throw ProblemException.of(ProblemCode.OVERLOADED).retryAfter(WAIT_SECONDS);
            }
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                tidy(folder);
                Path writing = Files.createTempFile(folder, name, ".part");
                Files.write(writing, maker.make());
                Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemCode.OVERLOADED).retryAfter(WAIT_SECONDS);
        } finally {
            if (mine) {
                making.unlock();
            }
        }
    }

    private static void tidy(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.toList();
        }
        if (files.size() >= MOST_FILES) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private byte[] bytes(Path base, ListSpec spec) throws IOException {
        return ListMaker.make(CompactList.read(Files.readAllBytes(base)), spec, parser, key);
    }
}
