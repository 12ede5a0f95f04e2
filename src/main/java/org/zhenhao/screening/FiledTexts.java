package org.zhenhao.screening;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts in files beside an embedded store, which only this process uses: a folder for each job, a file for each text. H2 keeps much of what it
 * has not written yet, and old states of it, in memory, which megabytes in each transaction would fill.
 *
 * <p>A file is forced to the disk and then gets its name, before the transaction that tells of it commits: what a transaction tells of is
 * there and whole. As H2 writes commits out later, one that was seen may be gone after {@code kill -9}, and the part is screened once
 * more; so what was sent stays until the job is erased.
 */
final class FiledTexts implements Texts {
    private final Path folder;
    private final Texts stored;

    /**
     * Texts in files.
     *
     * @param folder made when it is needed
     * @param stored where texts that are in no file may be, from an earlier release or another store
     */
    FiledTexts(Path folder, Texts stored) {
        this.folder = folder;
        this.stored = stored;
    }

    private Path file(String job, int part, boolean result) {
        return folder.resolve(job).resolve(part + (result ? ".result" : ".sent"));
    }

    @Override
    public void put(Connection connection, String job, int part, boolean result, List<byte[]> pieces)
            throws SQLException {
        Path file = file(job, part, result);
        try {
            Path parent = Files.createDirectories(folder.resolve(job));
            Path unfinished = Files.createTempFile(parent, "text", ".part");
            try {
                write(unfinished, pieces);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new SQLException("a text of a screening cannot be written: " + e, e);
        }
    }

    private static void write(Path file, List<byte[]> pieces) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (byte[] piece : pieces) {
                ByteBuffer rest = ByteBuffer.wrap(piece);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            channel.force(false);
        }
    }

    @Override
    public List<byte[]> get(Connection connection, String job, int part, boolean result) throws SQLException {
        try {
            return List.of(Files.readAllBytes(file(job, part, result)));
        } catch (NoSuchFileException elsewhere) {
            return stored.get(connection, job, part, result);
        } catch (IOException e) {
            throw new SQLException("a text of a screening cannot be read: " + e, e);
        }
    }

    @Override
    public void used(Connection connection, String job, int part) throws SQLException {
        stored.used(connection, job, part);
    }

    @Override
    public void erase(Connection connection, String job) throws SQLException {
        stored.erase(connection, job);
        try {
            Path texts = folder.resolve(job);
            if (Files.isDirectory(texts)) {
                for (Path file : list(texts)) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(texts);
            }
        } catch (IOException e) {
            throw new SQLException("texts of a screening cannot be erased: " + e, e);
        }
    }

    @Override
    public List<String> jobs() {
        try {
            return Files.isDirectory(folder)
                    ? list(folder).stream()
                            .map(job -> String.valueOf(job.getFileName()))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
