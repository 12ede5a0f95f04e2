package org.zhenhao.evidence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.SigningKey;

/**
 * The log of receipts: a leaf for each report, appended in the transaction that stores it, and never changed. Thread-safe.
 *
 * <p>The head is one row, locked last before the change log's head, so that leaves have no gaps and replicas agree. A group
 * of reports costs one batch of rows, one update and one signature.
 */
@Singleton
public class ReceiptLog {
    private static final int RECENT = 20_000;
    private static final Duration RECENT_FOR = Duration.ofMinutes(1);

    private final AgroalDataSource store;
    private final Clock clock;
    private final SigningKey key;
    private final String origin;
    private final Cache<Long, Receipt> recent = Caffeine.newBuilder()
            .maximumSize(RECENT)
            .expireAfterWrite(RECENT_FOR)
            .build();

    @Inject
    ReceiptLog(
            AgroalDataSource store,
            Clock clock,
            Pseudonyms secret,
            @ConfigProperty(name = "zhenhao.evidence.origin", defaultValue = "zhenhao.example/log") String origin) {
        this.store = store;
        this.clock = clock;
        this.key = SigningKey.of(secret, "receipt-log");
        this.origin = origin;
    }

    /**
     * What is logged.
     *
     * @param leaf the bytes whose hash is the leaf
     */
    public record Entry(long reportId, byte[] leaf) {}

    /**
     * That a leaf is in the log.
     *
     * @param index its place, from 0
     * @param leafHash its hash
     * @param state the log as it was right after
     */
    public record Receipt(long index, byte[] leafHash, LogState state) {}

    /** The log at a time; signed when somebody asks. Thread-safe. */
    public static final class LogState {
        private final Checkpoint checkpoint;
        private final SigningKey key;
        private @Nullable String note;

        LogState(Checkpoint checkpoint, SigningKey key) {
            this.checkpoint = checkpoint;
            this.key = key;
        }

        /** What the log was. */
        public Checkpoint checkpoint() {
            return checkpoint;
        }

        /** The same, signed. */
        public synchronized String note() {
            if (note == null) {
                note = checkpoint.sign(key);
            }
            return note;
        }
    }

    /**
     * Appends leaves in the caller's transaction.
     *
     * @return the receipts, in order; to be handed to {@link #published} after the commit
     */
    public List<Receipt> append(Connection connection, List<Entry> entries) throws SQLException {
        Frontier head = LogTable.lock(connection);
        long first = head.size();
        List<Frontier.Filled> filled = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            byte[] hash = Merkle.leaf(entry.leaf());
            hashes.add(hash);
            head.add(hash, filled);
        }
        LogTable.write(connection, first, entries, hashes, head);
        LogTable.fill(connection, filled);
        LogState state = state(head);
        List<Receipt> receipts = new ArrayList<>(entries.size());
        for (int i = 0; i < hashes.size(); i++) {
            receipts.add(new Receipt(first + i, hashes.get(i), state));
        }
        return receipts;
    }

    /** Keeps receipts at hand for the answers that are about to be given. */
    public void published(List<Entry> entries, List<Receipt> receipts) {
        for (int i = 0; i < entries.size(); i++) {
            recent.put(entries.get(i).reportId(), receipts.get(i));
        }
    }

    /** The receipt of a report that was stored just now, without I/O; null if it is not at hand. */
    public @Nullable Receipt recent(long reportId) {
        return recent.getIfPresent(reportId);
    }

    /**
     * That a leaf is in the log, with the proof.
     *
     * @param proof hashes of the siblings on the way to the root, the lowest first
     */
    public record Proven(long index, List<byte[]> proof) {}

    /** The log as it is now. Blocks. */
    public LogState now() throws SQLException {
        try (Connection connection = store.getConnection()) {
            return state(LogTable.read(connection));
        }
    }

    /** The proofs of some reports in the tree of a size; null in the place of a report that has no leaf there. Blocks. */
    public List<@Nullable Proven> prove(List<Long> reportIds, long size) throws SQLException {
        List<@Nullable Proven> proven = new ArrayList<>();
        try (Connection connection = store.getConnection()) {
            Proofs proofs = new Proofs(connection);
            for (long id : reportIds) {
                long place = LogTable.place(connection, id);
                proven.add(place < 0 || place >= size ? null : new Proven(place, proofs.inclusion(place, size)));
            }
        }
        return proven;
    }

    /** The proof that the log only grew from one size to another, 1 to the present one. Blocks. */
    public List<byte[]> consistency(long first, long second) throws SQLException {
        try (Connection connection = store.getConnection()) {
            return new Proofs(connection).consistency(first, second);
        }
    }

    /** The key that checkpoints are signed with, 32 bytes. */
    public byte[] publicKey() {
        return key.publicKey();
    }

    /** The signature of something else by the log's key, 64 bytes. */
    public byte[] sign(byte[] message) {
        return key.sign(message);
    }

    private LogState state(Frontier head) {
        return new LogState(
                new Checkpoint(origin, head.size(), head.root(), clock.instant().getEpochSecond()), key);
    }
}
