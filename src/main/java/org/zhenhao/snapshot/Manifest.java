package org.zhenhao.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a published version consists of. Its bytes are what is signed, and it names the checksums of the files.
 *
 * @param format of the files, 1
 * @param version rises by one with each version; there is none where nothing has changed
 * @param createdAt the time that the figures are of
 * @param nextUpdate when to ask for a newer one
 * @param model version of the scoring model
 */
public record Manifest(
        int format, long version, Instant createdAt, Instant nextUpdate, String model, List<PublishedFile> files) {
    /** The format that this program writes. */
    public static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /**
     * A file of a version.
     *
     * @param sha256 in hexadecimal
     */
    public record PublishedFile(String name, long bytes, long rows, String sha256) {
        /** Describes a file as it lies there. */
        static PublishedFile of(Path file, long rows) throws IOException {
            return new PublishedFile(file.getFileName().toString(), Files.size(file), rows, checksum(file));
        }
    }

    /** The file of that name, or null if there is none. */
    public @Nullable PublishedFile file(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Its bytes, UTF-8. */
    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException if the bytes are none
     */
    public static Manifest read(byte[] bytes) throws IOException {
        return JSON.readValue(bytes, Manifest.class);
    }

    /** SHA-256 of a file, in hexadecimal. */
    public static String checksum(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[1 << 16];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
