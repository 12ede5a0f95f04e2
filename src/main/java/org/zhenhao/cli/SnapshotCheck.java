package org.zhenhao.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.snapshot.Manifest;
import org.zhenhao.snapshot.PublishingKey;

/** Holds a snapshot's files against the manifest beside them, and that against its signature. */
final class SnapshotCheck {
    private static final List<String> FILES = List.of("numbers.parquet", "blocks.parquet");

    private SnapshotCheck() {}

    /**
     * Checks what can be checked: with a key everything, else the checksums if there is a manifest.
     *
     * @throws IOException with the reason if anything is not as it was published
     */
    static void check(Path snapshot, @Nullable String publicKey) throws IOException {
        Path manifest = snapshot.resolveSibling("manifest.json");
        Path signature = snapshot.resolveSibling("manifest.json.sig");
        if (!Files.exists(manifest)) {
            if (publicKey != null) {
                throw new IOException("manifest.json and manifest.json.sig are needed beside the snapshot");
            }
            return;
        }
        byte[] bytes = Files.readAllBytes(manifest);
        if (publicKey != null) {
            byte[] signed = Base64.getMimeDecoder().decode(Files.readString(signature, StandardCharsets.US_ASCII));
            if (!PublishingKey.verify(Base64.getDecoder().decode(publicKey), bytes, signed)) {
                throw new IOException("the manifest is not signed with that key");
            }
        }
        Manifest read = Manifest.read(bytes);
        for (String name : FILES) {
            Path file = snapshot.resolveSibling(name);
            Manifest.PublishedFile published = read.file(name);
            if (published != null && Files.exists(file) && !published.sha256().equals(Manifest.checksum(file))) {
                throw new IOException(name + " is not the file of the manifest: its checksum differs");
            }
        }
    }
}
