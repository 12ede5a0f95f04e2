package org.zhenhao.dialer;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.published.Edition;
import org.zhenhao.published.PublishedEntry;
import org.zhenhao.published.PublishedNumbers;

/** The published numbers by their hashes, made anew with every edition. Thread-safe. */
@Singleton
class PublishedIndex {
    private static final int RETRY_SECONDS = 10;

    /** Up to so many numbers are hashed by whoever asks first; more take too long for a thread that serves others meanwhile. */
    private static final int FEW = 5_000;

    private final PublishedNumbers published;
    private volatile @Nullable Index index;

    @Inject
    PublishedIndex(PublishedNumbers published) {
        this.published = published;
    }

    /** A block of ten or a hundred numbers with several published ones in it. */
    record Block(String prefix, int votes, int count) {}

    /**
     * An edition made ready for questions.
     *
     * @param sha256 of canonical numbers, by the entry's place
     * @param sha1 of canonical numbers, by the entry's place
     * @param tens blocks of ten, by the SHA-1 of their leading digits
     */
    record Index(Edition edition, HashTable sha256, HashTable sha1, Blocks tens, Blocks hundreds) {}

    /** Blocks with the hashes of their leading digits. */
    record Blocks(List<Block> blocks, HashTable hashes) {
        static Blocks of(List<Block> blocks) {
            return new Blocks(
                    blocks,
                    new HashTable("SHA-1", blocks.stream().map(Block::prefix).toList()));
        }

        List<Block> find(@Nullable String hashPrefix) {
            List<Block> found = new ArrayList<>();
            if (hashPrefix != null) {
                for (int place : hashes.find(hashPrefix)) {
                    found.add(blocks.get(place));
                }
            }
            return found;
        }
    }

    /** Makes the index of a long edition, while the one before answers. */
    @Scheduled(every = "1s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prepare() {
        Edition edition = published.current();
        Index known = index;
        if (edition != null && (known == null || known.edition != edition)) {
            make(edition);
        }
    }

    /**
     * The index of the edition in force, or of the one before for the seconds that a long one takes.
     *
     * @throws ProblemException 503 as long as there is none
     */
    Index current() {
        Edition edition = published.current();
        if (edition == null) {
            throw ProblemException.of(ProblemCode.STORE_UNAVAILABLE, "尚无发布版本", "There is no published edition yet")
                    .retryAfter(RETRY_SECONDS);
        }
        Index known = index;
        if (known != null && (known.edition == edition || edition.entries().size() > FEW)) {
            return known;
        }
        return make(edition);
    }

    private synchronized Index make(Edition edition) {
        Index before = index;
        if (before != null && before.edition == edition) {
            return before;
        }
        List<String> keys = edition.entries().stream().map(PublishedEntry::key).toList();
        List<Block> tens = tens(edition);
        Index made = new Index(
                edition,
                new HashTable("SHA-256", keys),
                new HashTable("SHA-1", keys),
                Blocks.of(tens),
                Blocks.of(hundreds(edition)));
        index = made;
        return made;
    }

    /** Votes as PhoneBlock's clients understand them: they warn or block from five on, and an elevated number is no such case. */
    static int votes(PublishedEntry entry) {
        return switch (entry.level()) {
            case HIGH -> Math.max(VOTES_TO_BLOCK, entry.reporters());
            default -> Math.min(VOTES_TO_DOUBT, entry.reporters());
        };
    }

    private static final int VOTES_TO_BLOCK = 5;
    private static final int VOTES_TO_DOUBT = 3;
    private static final int LEAST_OF_TEN = 4;
    private static final int LEAST_TENS = 3;

    private static List<Block> tens(Edition edition) {
        return gather(edition.entries(), 1).values().stream()
                .filter(block -> block.count >= LEAST_OF_TEN)
                .toList();
    }

    /** A hundred counts if several of its tens do: one busy exchange of ten lines says nothing of the other ninety numbers. */
    private static List<Block> hundreds(Edition edition) {
        Map<String, Integer> busyTens = new HashMap<>();
        gather(edition.entries(), 1).values().stream()
                .filter(block -> block.count >= 2)
                .forEach(
                        block -> busyTens.merge(block.prefix.substring(0, block.prefix.length() - 1), 1, Integer::sum));
        return gather(edition.entries(), 2).values().stream()
                .filter(block -> busyTens.getOrDefault(block.prefix, 0) >= LEAST_TENS)
                .toList();
    }

    private static Map<String, Block> gather(List<PublishedEntry> entries, int dropped) {
        Map<String, Block> blocks = new LinkedHashMap<>();
        for (PublishedEntry entry : entries) {
            if (entry.key().startsWith("+")) {
                String prefix = entry.key().substring(0, entry.key().length() - dropped);
                Block one = new Block(prefix, votes(entry), 1);
                blocks.merge(
                        prefix, one, (sum, more) -> new Block(prefix, sum.votes + more.votes, sum.count + more.count));
            }
        }
        return blocks;
    }
}
