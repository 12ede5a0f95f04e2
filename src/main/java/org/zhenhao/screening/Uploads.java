package org.zhenhao.screening;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.parquet.FlatReader;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;

/** Makes text of whatever kind of file is sent, told by its first bytes. Thread-safe. */
@Singleton
final class Uploads {
    private static final int MAGIC = 4;
    private static final long MOST_TIMES = 300;
    private static final long NEVER_MIND = 8L << 20;

    private final Path directory;
    private final long largest;

    @Inject
    Uploads(@ConfigProperty(name = "zhenhao.data-dir") String dataDir, ScreeningSettings settings) {
        this.directory = Path.of(dataDir, "screening-tmp");
        this.largest = settings.largestWorkbook();
    }

    /** A file as text. Closing it removes whatever it took. */
    record Opened(InputStream text, Options options, String kind, AutoCloseable rest) implements AutoCloseable {
        /** The format that was sent. */
        String upload(Layout layout) {
            if (!kind.isEmpty()) {
                return kind;
            }
            return layout.format() == Format.CSV && layout.separator() == '\t'
                    ? "tsv"
                    : layout.format().wire();
        }

        @Override
        public void close() throws IOException {
            try {
                rest.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    /**
     * Opens a file.
     *
     * @throws ProblemException if it is of no kind that can be read
     */
    Opened open(InputStream raw, Options options) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, MAGIC);
        byte[] head = in.readNBytes(MAGIC);
        in.unread(head);
        if (begins(head, 'P', 'K', 3, 4)) {
            return table(in, options, Kind.XLSX);
        }
        if (begins(head, 'P', 'A', 'R', '1')) {
            return table(in, options, Kind.PARQUET);
        }
        return new Opened(in, options, "", () -> {});
    }

    private enum Kind {
        XLSX,
        PARQUET
    }

    /** Such a file has its directory at its end, so it is put down before it is read, and the text made of it as well. */
    private Opened table(InputStream in, Options options, Kind kind) throws IOException {
        Files.createDirectories(directory);
        Path book = Files.createTempFile(directory, "upload-", ".whole");
        Path text = Files.createTempFile(directory, "upload-", ".csv");
        boolean opened = false;
        try {
            spool(in, book);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(text), 1 << 16)) {
                if (kind == Kind.XLSX) {
                    Sheet.toCsv(book, out);
                } else {
                    parquet(book, out);
                }
            }
            Options csv = new Options(
                    Format.CSV,
                    options.column(),
                    kind == Kind.PARQUET ? Boolean.TRUE : options.header(),
                    ',',
                    StandardCharsets.UTF_8,
                    options.columns(),
                    options.region(),
                    options.channel(),
                    options.language(),
                    options.defuse());
            InputStream rows = Files.newInputStream(text);
            opened = true;
            return new Opened(rows, csv, kind.name().toLowerCase(Locale.ROOT), () -> {
                rows.close();
                Files.deleteIfExists(text);
            });
        } finally {
            Files.deleteIfExists(book);
            if (!opened) {
                Files.deleteIfExists(text);
            }
        }
    }

    private void spool(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > largest) {
                    throw ProblemException.of(
                            ProblemCode.TOO_LARGE,
                            "XLSX 与 Parquet 文件最多 %d 字节，请用 CSV",
                            "an XLSX or Parquet file has at most %d bytes; send CSV",
                            largest);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static void parquet(Path file, OutputStream out) throws IOException {
        long[] left = {NEVER_MIND + MOST_TIMES * Files.size(file)};
        try (FlatReader reader = new FlatReader(file)) {
            out.write(Sheet.line(reader.names()));
            reader.each(row -> {
                byte[] line = Sheet.line(row);
                left[0] -= line.length;
                if (left[0] < 0) {
                    throw Sheet.bomb();
                }
                out.write(line);
            });
        } catch (IOException unreadable) {
            throw ProblemException.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "无法读取该 Parquet 文件：%s",
                    "the Parquet file cannot be read: %s",
                    String.valueOf(unreadable.getMessage()));
        }
    }

    private static boolean begins(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || head[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
