package org.zhenhao.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folders of the data directory in which published versions lie: no more than a copy of what the store holds. Blocks. */
final class VersionFolders {
    private static final String MANIFEST = "manifest.json";

    private final Path directory;
    private final PublicationStore store;

    VersionFolders(Path directory, PublicationStore store) {
        this.directory = directory;
        this.store = store;
    }

    /** A kept file of a version, fetched from the store if it does not lie here; null if it is not kept any more. */
    @Nullable
    Path kept(long version, String name) throws IOException, SQLException {
        Path folder = directory.resolve(Long.toString(version));
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        String manifest = store.manifest(version);
        if (manifest == null) {
            return null;
        }
        Files.createDirectories(folder);
        return fetch(Manifest.read(manifest.getBytes(StandardCharsets.UTF_8)), name, folder) ? file : null;
    }

    /**
     * Lays out all files of a version.
     *
     * @param text of its manifest
     */
    Publications.Published layOut(String text) throws IOException, SQLException {
        Manifest manifest = Manifest.read(text.getBytes(StandardCharsets.UTF_8));
        Path folder = directory.resolve(Long.toString(manifest.version()));
        Files.createDirectories(folder);
        for (Manifest.PublishedFile file : manifest.files()) {
            if (!Files.exists(folder.resolve(file.name())) && !fetch(manifest, file.name(), folder)) {
                throw new IOException("a file of version " + manifest.version() + " is missing");
            }
        }
        Files.writeString(folder.resolve(MANIFEST), text);
        return new Publications.Published(manifest, folder);
    }

    private boolean fetch(Manifest manifest, String name, Path folder) throws SQLException, IOException {
        Manifest.PublishedFile wanted = manifest.file(name);
        if (wanted == null) {
            return false;
        }
        Path loading = Files.createTempFile(folder, name, ".part");
        try {
            boolean whole = store.fetch(manifest.version(), name, loading)
                    && Manifest.checksum(loading).equals(wanted.sha256());
            if (whole) {
                Files.move(loading, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
            return whole;
        } finally {
            Files.deleteIfExists(loading);
        }
    }

    /** Removes what lies here of versions too old to be asked for. */
    void tidy(long version, int keep) throws IOException {
        List<Path> old;
        try (Stream<Path> folders = Files.list(directory)) {
            old = folders.filter(folder -> folder.getFileName().toString().matches("[0-9]+"))
                    .filter(folder -> Long.parseLong(folder.getFileName().toString()) < version)
                    .toList();
        }
        for (Path folder : old) {
            long its = Long.parseLong(folder.getFileName().toString());
            if (its < version - keep) {
                delete(folder);
            } else if (its < version - 1) {
                Files.deleteIfExists(folder.resolve(Composer.NUMBERS));
                Files.deleteIfExists(folder.resolve(Composer.BLOCKS));
            }
        }
    }

    /** Removes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> inside;
        try (Stream<Path> paths = Files.walk(folder)) {
            inside = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }
}
