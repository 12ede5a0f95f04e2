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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;

/** Makes text of whatever kind of file is sent, told by its first bytes. Thread-safe. */
@Singleton
final class Uploads {
    private static final int MAGIC = 4;

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
            return workbook(in, options);
        }
        if (begins(head, 'P', 'A', 'R', '1')) {
            throw unsupported("parquet");
        }
        return new Opened(in, options, "", () -> {});
    }

    /** A workbook has its directory at its end, so it is put down before it is read, and the text made of it as well. */
    private Opened workbook(InputStream in, Options options) throws IOException {
        Files.createDirectories(directory);
        Path book = Files.createTempFile(directory, "upload-", ".xlsx");
        Path text = Files.createTempFile(directory, "upload-", ".csv");
        boolean opened = false;
        try {
            spool(in, book);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(text), 1 << 16)) {
                Sheet.toCsv(book, out);
            }
            Options csv = new Options(
                    Format.CSV,
                    options.column(),
                    options.header(),
                    ',',
                    StandardCharsets.UTF_8,
                    options.columns(),
                    options.region(),
                    options.channel(),
                    options.language(),
                    options.defuse());
            InputStream rows = Files.newInputStream(text);
            opened = true;
            return new Opened(rows, csv, "xlsx", () -> {
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
                            "XLSX 最多 %d 字节，请用 CSV",
                            "an XLSX file has at most %d bytes; send CSV",
                            largest);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static ProblemException unsupported(String kind) {
        return ProblemException.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE, "此处不能读取 %s 文件", "%s files cannot be read here", kind);
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
