package org.zhenhao.snapshot;

import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.dispute.OpenDisputes;
import org.zhenhao.score.Policy;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.store.Ids;

/**
 * The published versions: made on one replica at a time, kept in the store, and laid out in each replica's data directory to be
 * served from there. Thread-safe.
 */
@Singleton
public class Publications {
    private static final Logger LOG = Logger.getLogger(Publications.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration LEAST_WAIT = Duration.ofHours(1);

    private final Composer composer;
    private final List<PublicationPart> parts;
    private final PublicationStore store;
    private final PublishSettings settings;
    private final Path directory;
    private final VersionFolders folders;
    private final Policy policy;
    private final Clock clock;
    private final String holder = Ids.random(12);
    private final AtomicBoolean working = new AtomicBoolean();
    /** Whether a version is asked for: the one being made may lack what made somebody ask. */
    private final AtomicBoolean wanted = new AtomicBoolean();

    private volatile @Nullable Published latest;
    private volatile Instant tried = Instant.EPOCH;
    private volatile Progress progress = new Progress("idle", 0, null);

    /**
     * A version as it lies here.
     *
     * @param directory where its files are
     */
    public record Published(Manifest manifest, Path directory) {
        /** The path of one of its files. */
        public Path file(String name) {
            return directory.resolve(name);
        }
    }

    /**
     * How publishing goes.
     *
     * @param state {@code idle}, {@code running} or {@code failed}
     * @param numbers how many numbers were looked at
     */
    public record Progress(
            String state, long numbers, @Nullable String failure) {}

    @Inject
    Publications(
            Composer composer,
            @All List<PublicationPart> parts,
            DataSource dataSource,
            PublishSettings settings,
            @ConfigProperty(name = "zhenhao.data-dir") String dataDirectory,
            Policy policy,
            Clock clock) {
        this.composer = composer;
        this.parts = parts;
        this.store = new PublicationStore(dataSource);
        this.settings = settings;
        this.directory = Path.of(dataDirectory).resolve("published");
        this.folders = new VersionFolders(directory, store);
        this.policy = policy;
        this.clock = clock;
    }

    @Produces
    @Singleton
    static PublishingKey key(Pseudonyms secret) {
        return PublishingKey.of(secret);
    }

    @Produces
    @Singleton
    @DefaultBean
    static DisputedNumbers disputed(OpenDisputes disputes) {
        return disputes::offLists;
    }

    /** The newest version that lies here, or null if nothing was published yet. No I/O. */
    public @Nullable Published latest() {
        return latest;
    }

    /** How publishing on this replica goes. */
    public Progress progress() {
        return progress;
    }

    /** The versions that deltas can begin from, oldest first. Blocks. */
    public List<Long> versions() throws SQLException {
        return store.versions();
    }

    /**
     * A kept file of an earlier version, fetched from the store if it does not lie here. Blocks.
     *
     * @return null if it is not kept any more
     */
    public @Nullable Path kept(long version, String name) throws IOException, SQLException {
        return folders.kept(version, name);
    }

    /** Publishes when it is time to, and takes over what other replicas published. */
    @Scheduled(every = "30s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        try {
            takeOver();
            Published now = latest;
            Duration every = settings.every();
            boolean due = now == null
                    || !clock.instant().isBefore(now.manifest.createdAt().plus(every));
            if (due && !every.isZero() && !every.isNegative()) {
                publish();
            }
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warnf("Cannot see to the published versions: %s", e.getMessage());
        }
    }

    /** Lays out the newest version here, if it does not lie here already. Blocks. */
    public synchronized void takeOver() throws SQLException, IOException {
        long version = store.latest();
        Published now = latest;
        if (version == 0 || (now != null && now.manifest.version() >= version)) {
            return;
        }
        String text = store.manifest(version);
        if (text == null) {
            return;
        }
        latest = folders.layOut(text);
        folders.tidy(version, settings.keep());
    }

    /**
     * Publishes on another thread, once more if this replica is at it already; {@link #progress} says {@code running} from now on
     * until that is done.
     */
    public void publishSoon() {
        wanted.set(true);
        progress = new Progress("running", 0, null);
        Infrastructure.getDefaultExecutor().execute(this::publishWanted);
    }

    /** Publishes what was asked for; if another thread is at it, that one does so when it has ended. */
    private void publishWanted() {
        while (!working.get() && wanted.compareAndSet(true, false)) {
            if (!publishOnce()) {
                if (working.get()) {
                    wanted.set(true);
                } else {
                    progress = new Progress("idle", 0, null);
                }
            }
        }
    }

    /**
     * Publishes a version, if anything has changed since the last one and no replica is at it already. Blocks for as long as it takes
     * to read the whole store.
     *
     * @return false if another is at it
     */
    public boolean publish() {
        boolean published = publishOnce();
        publishWanted();
        return published;
    }

    private boolean publishOnce() {
        if (!working.compareAndSet(false, true)) {
            return false;
        }
        try {
            tried = clock.instant();
            long now = tried.getEpochSecond();
            if (!store.lease(holder, now, now + LEASE.toSeconds())) {
                return false;
            }
            progress = new Progress("running", 0, null);
            takeOver();
            make(tried);
            takeOver();
            store.lease(holder, now, 0);
            progress = new Progress("idle", progress.numbers, null);
            // In this order nobody sees this replica idle between the two.
            if (wanted.get()) {
                progress = new Progress("running", 0, null);
            }
            return true;
        } catch (Exception e) {
            LOG.warnf(e, "Publishing failed");
            progress = new Progress("failed", progress.numbers, e.getClass().getSimpleName());
            return true;
        } finally {
            working.set(false);
        }
    }

    private void make(Instant at) throws Exception {
        Published before = latest;
        long version = store.latest() + 1;
        Files.createDirectories(directory);
        Path folder = Files.createTempDirectory(directory, "making");
        try {
            Composer.Rows rows = composer.compose(
                    folder, before == null ? null : before.directory, at.getEpochSecond(), this::advanced);
            List<Manifest.PublishedFile> files = new ArrayList<>();
            files.add(Manifest.PublishedFile.of(folder.resolve(Composer.NUMBERS), rows.numbers()));
            files.add(Manifest.PublishedFile.of(folder.resolve(Composer.BLOCKS), rows.blocks()));
            if (before != null && before.manifest.files().containsAll(files)) {
                LOG.infof("Nothing to publish: version %,d still holds", before.manifest.version());
                return;
            }
            Manifest tables = manifest(version, at, files);
            for (PublicationPart part : parts) {
                Path file = folder.resolve(part.name());
                long entries = part.write(tables, folder, file);
                files.add(Manifest.PublishedFile.of(file, entries));
            }
            for (Manifest.PublishedFile file : files) {
                store.put(version, folder.resolve(file.name()));
                prolong();
            }
            store.publish(manifest(version, at, files));
            store.forget(version - 1, Composer.NUMBERS);
            store.forget(version - 1, Composer.BLOCKS);
            store.forget(version - settings.keep(), null);
            Files.move(folder, directory.resolve(Long.toString(version)), StandardCopyOption.REPLACE_EXISTING);
            LOG.infof("Published version %,d: %,d numbers, %,d blocks", version, rows.numbers(), rows.blocks());
        } finally {
            VersionFolders.delete(folder);
        }
    }

    private Manifest manifest(long version, Instant at, List<Manifest.PublishedFile> files) {
        Duration every = settings.every();
        Duration wait = every.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : every;
        return new Manifest(Manifest.FORMAT, version, at, at.plus(wait), policy.version(), List.copyOf(files));
    }

    private void advanced(long numbers) {
        progress = new Progress("running", numbers, null);
        try {
            prolong();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prolong() throws SQLException {
        long now = clock.instant().getEpochSecond();
        if (!store.lease(holder, now, now + LEASE.toSeconds())) {
            throw new IllegalStateException("another replica took over");
        }
    }
}
