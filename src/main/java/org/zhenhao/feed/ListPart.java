package org.zhenhao.feed;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zhenhao.score.Level;
import org.zhenhao.snapshot.Manifest;
import org.zhenhao.snapshot.PublicationPart;
import org.zhenhao.snapshot.PublishingKey;

/** The list of everything, counts of reports included: what all lists and deltas for devices are made from. Thread-safe. */
@Singleton
class ListPart implements PublicationPart {
    static final String NAME = "list.bin";

    private final PublishingKey key;

    @Inject
    ListPart(PublishingKey key) {
        this.key = key;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long write(Manifest version, Path directory, Path file) throws IOException {
        ListHead head = new ListHead(
                version.version(),
                version.createdAt(),
                version.nextUpdate(),
                ListHead.EVERYWHERE,
                Level.ELEVATED.code());
        byte[] list = ListWriter.write(
                head, new TableEntries(directory.resolve("numbers.parquet"), directory.resolve("blocks.parquet")), key);
        Files.write(file, list);
        return CompactList.read(list).size();
    }
}
