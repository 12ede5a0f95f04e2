package org.zhenhao.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.SigningKey;

/** Writes this deployment's signed list, and takes in those of others. Thread-safe. */
@Singleton
class Bundles {
    private static final String ALGORITHM = "Ed25519";
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final Registry registry;
    private final Book book;
    private final EntityManager store;
    private final Clock clock;
    private final SigningKey key;
    private final ObjectMapper mapper;
    private final String issuer;

    @Inject
    Bundles(
            Registry registry,
            Book book,
            EntityManager store,
            Clock clock,
            Pseudonyms pseudonyms,
            ObjectMapper mapper,
            @ConfigProperty(name = "zhenhao.registry.issuer", defaultValue = "zhenhao") String issuer) {
        this.registry = registry;
        this.book = book;
        this.store = store;
        this.clock = clock;
        this.key = SigningKey.of(pseudonyms, "registry-bundle");
        this.mapper = mapper;
        this.issuer = issuer;
    }

    /** The public key, base64. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(key.publicKey());
    }

    /**
     * The list as it is now, without what was taken from other publishers.
     *
     * @param institutionId only this institution's; null for all
     */
    Bundle.Signed write(@Nullable String institutionId) {
        Bundle bundle = QuarkusTransaction.requiringNew().call(() -> {
            Map<String, Bundle.Member> members = new LinkedHashMap<>();
            List<Bundle.Entry> entries = new ArrayList<>();
            long serial = ((Number)
                            store.createNativeQuery("select version from snapshot_version where name = 'registry'")
                                    .getSingleResult())
                    .longValue();
            for (RegistryEntry entry : RegistryEntry.activeOldestFirst()) {
                boolean wanted = institutionId == null || institutionId.equals(entry.institution.id);
                if (wanted && entry.publisherId == null && !entry.shape.equals(Shape.STAFF.wire())) {
                    members.computeIfAbsent(entry.institution.name, name -> Bundle.Member.of(entry.institution));
                    entries.add(Bundle.Entry.of(entry));
                }
            }
            Instant now = clock.instant();
            return new Bundle(
                    Bundle.FORMAT,
                    issuer,
                    serial,
                    now,
                    now.plus(LIFETIME),
                    List.copyOf(members.values()),
                    List.copyOf(entries));
        });
        try {
            byte[] payload = mapper.writeValueAsBytes(bundle);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Bundle.Signed(
                    base64.encodeToString(payload), ALGORITHM, publicKey(), base64.encodeToString(key.sign(payload)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a list changed. */
    record Taken(String publisher, long serial, int added, int removed, int refused) {}

    /**
     * Takes in a list: what its publisher no longer lists goes, what he lists now comes.
     *
     * @throws ProblemException if no publisher that is followed signed it, or it is older than the one taken last
     */
    Taken take(Bundle.Signed signed) {
        byte[] payload = verified(signed);
        Bundle bundle = parse(payload);
        Set<String> changed = new HashSet<>();
        Taken taken = QuarkusTransaction.requiringNew().call(() -> take(bundle, signed.publicKey(), changed));
        book.announce(changed);
        return taken;
    }

    private Taken take(Bundle bundle, String publicKey, Set<String> changed) {
        registry.snapshot().lock();
        RegistryPublisher publisher = RegistryPublisher.<RegistryPublisher>find("publicKey", publicKey)
                .firstResult();
        if (publisher == null || publisher.approvedBy == null) {
            throw refused("签名者不在订阅之列，或尚未批准", "its signer is not followed, or not approved yet");
        }
        if (bundle.serial() < publisher.serial || bundle.expiresAt().isBefore(clock.instant())) {
            throw refused("已过期，或旧于上次收取的名录", "it has expired, or is older than the one taken last");
        }
        List<Listing> listings = new ArrayList<>();
        Set<String> identities = new HashSet<>();
        int refused = 0;
        for (Bundle.Entry entry : bundle.entries()) {
            Listing listing = entry == null ? null : BundleEntries.listing(entry, publisher.name);
            String institutionId = listing == null ? "" : Institution.idOf(listing.institution());
            if (listing == null || publisher.institutionId != null && !publisher.institutionId.equals(institutionId)) {
                refused++;
            } else {
                listings.add(listing);
                identities.add(listing.numberKey() + ' ' + listing.role().wire() + ' ' + institutionId);
            }
        }
        Set<String> removed = book.removeOthersInTransaction(publisher.id, identities, publisher.id);
        Book.Added added = book.addInTransaction(listings, new Source(publisher.id, publisher.id, false));
        changed.addAll(removed);
        changed.addAll(added.keys());
        describe(bundle, publisher);
        publisher.serial = bundle.serial();
        publisher.entries = listings.size();
        publisher.takenAt = clock.instant();
        publisher.failure = null;
        return new Taken(publisher.id, bundle.serial(), added.entries(), removed.size(), refused);
    }

    /** What the list says of institutions: all of the one it speaks for, of others only what is not known here. */
    private void describe(Bundle bundle, RegistryPublisher publisher) {
        for (Bundle.Member member : bundle.institutions()) {
            Institution institution = member == null || member.name() == null
                    ? null
                    : Institution.findById(Institution.idOf(member.name()));
            if (institution != null && member != null) {
                boolean speaks = institution.id.equals(publisher.institutionId);
                BundleEntries.describe(institution, member, speaks, bundle.issuedAt());
            }
        }
        registry.snapshot().raise();
    }

    private static byte[] verified(Bundle.Signed signed) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            byte[] payload = base64.decode(Objects.requireNonNullElse(signed.payload(), ""));
            byte[] publicKey = base64.decode(Objects.requireNonNullElse(signed.publicKey(), ""));
            byte[] signature = base64.decode(Objects.requireNonNullElse(signed.signature(), ""));
            if (ALGORITHM.equals(signed.algorithm()) && SigningKey.verify(publicKey, payload, signature)) {
                return payload;
            }
        } catch (IllegalArgumentException e) {
            throw refused("签名不符", "its signature does not match");
        }
        throw refused("签名不符", "its signature does not match");
    }

    private Bundle parse(byte[] payload) {
        try {
            Bundle bundle = mapper.readValue(payload, Bundle.class);
            if (Bundle.FORMAT.equals(bundle.format())
                    && bundle.entries() != null
                    && bundle.institutions() != null
                    && bundle.issuedAt() != null
                    && bundle.expiresAt() != null
                    && bundle.entries().size() <= Bundle.MOST_ENTRIES) {
                return bundle;
            }
        } catch (IOException e) {
            throw refused("内容无法解析", "its content cannot be read");
        }
        throw refused("格式不是 " + Bundle.FORMAT, "its format is not " + Bundle.FORMAT);
    }

    private static ProblemException refused(String zh, String en) {
        return ProblemException.of(ProblemCode.BAD_REQUEST, "名录不被接受：" + zh, "The list is not taken: " + en);
    }
}
