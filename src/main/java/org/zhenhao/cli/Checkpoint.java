package org.zhenhao.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.zhenhao.rows.Pipeline;

/**
 * How far a screening has come, kept beside its result so that a second try goes on where the first one ended.
 *
 * @param identity what was to be done with what: another file, snapshot or option begins anew
 * @param taken bytes of the unpacked text
 * @param written bytes of the result
 * @param rows so far
 * @param refused of these
 */
record Checkpoint(String identity, long taken, long written, long rows, long refused) {
    /** This and what was done since. */
    Checkpoint and(Pipeline.Progress more) {
        return new Checkpoint(
                identity, taken + more.taken(), written + more.written(), rows + more.rows(), refused + more.refused());
    }

    private static @Nullable Path target(Path file, String ending) {
        Path name = file.getFileName();
        return name == null ? null : file.resolveSibling(name + ending);
    }

    /** Where the result grows. */
    static Path growing(Path result) throws IOException {
        return named(result, ".part");
    }

    private static Path named(Path result, String ending) throws IOException {
        Path path = target(result, ending);
        if (path == null) {
            throw new IOException(result + " is no file");
        }
        return path;
    }

    /** The checkpoint of an earlier try at the same thing, or null. */
    static @Nullable Checkpoint of(Path result, String identity) throws IOException {
        Path file = named(result, ".resume");
        if (!Files.exists(file) || !Files.exists(growing(result))) {
            return null;
        }
        Properties kept = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            kept.load(in);
            Checkpoint found = new Checkpoint(
                    kept.getProperty("identity", ""),
                    Long.parseLong(kept.getProperty("taken")),
                    Long.parseLong(kept.getProperty("written")),
                    Long.parseLong(kept.getProperty("rows")),
                    Long.parseLong(kept.getProperty("refused")));
            return found.identity.equals(identity) && Files.size(growing(result)) >= found.written ? found : null;
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    /** Keeps it; the result has to be written up to here before. */
    void keep(Path result) throws IOException {
        Path file = named(result, ".resume");
        Path writing = named(result, ".resume.new");
        String text = "identity=%s\ntaken=%d\nwritten=%d\nrows=%d\nrefused=%d\n"
                .formatted(identity, taken, written, rows, refused);
        Files.writeString(writing, text);
        Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Ends it: the grown result takes its name. */
    static void finish(Path result) throws IOException {
        Files.move(growing(result), result, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(named(result, ".resume"));
    }
}
