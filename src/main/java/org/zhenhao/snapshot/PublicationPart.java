package org.zhenhao.snapshot;

import java.io.IOException;
import java.nio.file.Path;

/** Adds a file to each published version, made from its tables, and kept as long as deltas from that version are given. */
public interface PublicationPart {
    /** The file's name, such as {@code list.bin}. */
    String name();

    /**
     * Writes the file.
     *
     * @param version whose tables already lie in {@code directory}
     * @param file to be written
     * @return how many entries it has
     */
    long write(Manifest version, Path directory, Path file) throws IOException;
}
