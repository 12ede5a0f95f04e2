package org.zhenhao.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The server's secret as it was found.
 *
 * @param bytes at least 16
 * @param madeIn the file it was written to just now, or null if it existed
 */
record ServerSecret(byte[] bytes, @Nullable Path madeIn) {
    static final int LEAST_BYTES = 16;

    private static final int MADE_BYTES = 32;
    private static final String FILE = "secret";

    /** Why a secret cannot be used; the message is for the operator and does not hold the secret. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * The configured secret, else the one in the data directory, else a new one written there.
     *
     * @param configured the setting, or null if there is none
     */
    static ServerSecret find(@Nullable String configured, Path dataDirectory) throws UnusableException {
        if (configured != null && !configured.isBlank()) {
            return new ServerSecret(strong(configured, "zhenhao.secret"), null);
        }
        Path file = dataDirectory.resolve(FILE);
        try {
            return Files.exists(file) ? read(file) : make(file);
        } catch (IOException e) {
            throw new UnusableException("zhenhao.secret is not set and " + file + " cannot be used: " + e);
        }
    }

    private static ServerSecret read(Path file) throws IOException, UnusableException {
        return new ServerSecret(strong(Files.readString(file), file.toString()), null);
    }

    private static ServerSecret make(Path file) throws IOException, UnusableException {
        byte[] random = new byte[MADE_BYTES];
        new SecureRandom().nextBytes(random);
        String text = HexFormat.of().formatHex(random);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createFile(file, ownerOnly(file));
        } catch (FileAlreadyExistsException e) {
            return read(file);
        }
        Files.writeString(file, text + "\n", StandardOpenOption.SYNC);
        return new ServerSecret(text.getBytes(StandardCharsets.UTF_8), file);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] strong(String text, String where) throws UnusableException {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_BYTES) {
            throw new UnusableException(where + " has fewer than " + LEAST_BYTES + " characters");
        }
        return bytes;
    }
}
