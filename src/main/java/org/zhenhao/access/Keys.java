package org.zhenhao.access;

import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.store.CannotStart;
import org.zhenhao.store.DurableCommits;
import org.zhenhao.store.Ids;
import org.zhenhao.store.Snapshot;
import org.zhenhao.store.StartOrder;

/** The keys of the API: stored, and held in memory for requests to be checked against. Thread-safe. */
@Singleton
class Keys {
    private static final int ID_CHARACTERS = 12;
    private static final int LEAST_ADMIN_KEY = 16;

    private final Pseudonyms pseudonyms;
    private final Clock clock;
    private final DurableCommits commits;
    private final @Nullable String configuredAdmin;
    private final Snapshot<Map<String, Known>> held;

    /** What a request needs to know of a key. */
    record Known(
            String id,
            String hash,
            Set<Scope> scopes,
            boolean trusted,
            @Nullable Instant expiresAt,
            Limits limits) {}

    @Inject
    Keys(
            Pseudonyms pseudonyms,
            Clock clock,
            EntityManager store,
            DurableCommits commits,
            @ConfigProperty(name = "zhenhao.admin-key") Optional<String> adminKey) {
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.commits = commits;
        this.configuredAdmin = adminKey.map(String::strip).orElse(null);
        this.held = new Snapshot<>(store, "api_key", this::load, Map.of());
    }

    /** Makes sure that someone can manage keys; gives the key to show if one was made now. */
    @Transactional
    @Nullable
    SecretKey ensureAdmin() {
        if (configuredAdmin != null) {
            if (configuredAdmin.length() < LEAST_ADMIN_KEY) {
                throw CannotStart.because("zhenhao.admin-key has fewer than " + LEAST_ADMIN_KEY + " characters");
            }
            return null;
        }
        if (ApiKey.findById(Caller.ADMIN) != null) {
            return null;
        }
        SecretKey key = SecretKey.make(SecretKey.ADMIN_PREFIX, pseudonyms);
        new ApiKey(Caller.ADMIN, "made at the first start", Scope.all(), key, clock.instant()).persistAndFlush();
        held.raise();
        return key;
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) {
        held.refresh();
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        held.poll();
    }

    /** The valid key that a text is, or null. */
    @Nullable
    Known find(String text) {
        String hash = SecretKey.hash(text, pseudonyms);
        Known known = held.current().get(hash);
        // The map is asked for a keyed hash, whose timing tells nothing of the key; the comparison that grants is
        // constant-time all the same.
        if (known == null || !same(known.hash(), hash)) {
            return null;
        }
        Instant expiry = known.expiresAt();
        return expiry == null || clock.instant().isBefore(expiry) ? known : null;
    }

    /** Every stored key, newest first. */
    @Transactional
    List<ApiKey> list() {
        return ApiKey.listAll(Sort.descending("createdAt", "id"));
    }

    /** Stores a new key; the caller calls {@link #refresh} afterwards. */
    @Transactional
    ApiKey add(SecretKey key, KeyTerms terms) {
        ApiKey row = new ApiKey(Ids.random(ID_CHARACTERS), terms.name(), terms.scopes(), key, clock.instant());
        row.trusted = terms.trusted();
        row.expiresAt = terms.expiresAt();
        row.lookupsPerMinute = terms.limits().lookupsPerMinute();
        row.reportsPerMinute = terms.limits().reportsPerMinute();
        row.persist();
        held.raise();
        return row;
    }

    /**
     * Gives a key a new secret; the old one is accepted until then. The id stays, and with it the reporters and quotas
     * that belong to it. The caller calls {@link #refresh} afterwards.
     *
     * @return the key's row, or null if there is no such key or it is disabled
     */
    @Transactional
    @Nullable
    ApiKey rotate(String id, SecretKey key, Instant oldUntil) {
        ApiKey row = ApiKey.findById(id);
        if (row == null || row.disabled) {
            return null;
        }
        row.previousHash = row.hash;
        row.previousExpiresAt = oldUntil;
        row.hash = key.hash();
        row.prefix = key.prefix();
        held.raise();
        return row;
    }

    /** Disables a key for good and says whether there is such a key; the caller calls {@link #refresh} afterwards. */
    @Transactional
    boolean disable(String id) {
        ApiKey row = ApiKey.findById(id);
        if (row == null) {
            return false;
        }
        row.disabled = true;
        held.raise();
        return true;
    }

    /** Makes a committed change of this replica durable, and effective at once. */
    void refresh() {
        commits.settle();
        held.refresh();
    }

    SecretKey make() {
        return SecretKey.make(SecretKey.PREFIX, pseudonyms);
    }

    private Map<String, Known> load() {
        Map<String, Known> known = new HashMap<>();
        for (ApiKey row : ApiKey.<ApiKey>list("disabled", false)) {
            if (configuredAdmin == null || !row.id.equals(Caller.ADMIN)) {
                put(known, row, row.hash, row.expiresAt);
                if (row.previousHash != null) {
                    put(known, row, row.previousHash, earlier(row.previousExpiresAt, row.expiresAt));
                }
            }
        }
        if (configuredAdmin != null) {
            String hash = SecretKey.hash(configuredAdmin, pseudonyms);
            known.put(hash, new Known(Caller.ADMIN, hash, Scope.all(), false, null, Limits.DEFAULT));
        }
        return Map.copyOf(known);
    }

    private static void put(Map<String, Known> known, ApiKey row, String hash, @Nullable Instant until) {
        Limits limits = new Limits(row.lookupsPerMinute, row.reportsPerMinute);
        known.put(hash, new Known(row.id, hash, Scope.split(row.scopes), row.trusted, until, limits));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
