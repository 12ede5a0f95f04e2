package org.zhenhao.secret;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.store.CannotStart;
import org.zhenhao.store.StartOrder;

/**
 * Finds the secret at the start and holds it against the store. A second secret would split every reporter in two and
 * lock every key out, quietly; so a store remembers a fingerprint of its secret and the service refuses another.
 */
@Singleton
final class SecretStart {
    private static final Logger LOG = Logger.getLogger(SecretStart.class);
    private static final String FACT = "secret";

    private final Optional<String> configured;
    private final Path dataDirectory;
    private final EntityManager store;
    private @Nullable Pseudonyms found;

    @Inject
    SecretStart(
            @ConfigProperty(name = "zhenhao.secret") Optional<String> configured,
            @ConfigProperty(name = "zhenhao.data-dir") String dataDirectory,
            EntityManager store) {
        this.configured = configured;
        this.dataDirectory = Path.of(dataDirectory);
        this.store = store;
    }

    /** Found once; by the check below, so that a bad secret ends the start with one line. */
    @Produces
    @Singleton
    synchronized Pseudonyms pseudonyms() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Pseudonyms find() {
        try {
            ServerSecret secret = ServerSecret.find(configured.orElse(null), dataDirectory);
            if (secret.madeIn() != null) {
                LOG.infof(
                        "Made a new server secret in %s: keep it with the backups, for keys and reporters depend on it",
                        secret.madeIn());
            }
            return new Pseudonyms(secret.bytes());
        } catch (ServerSecret.UnusableException e) {
            throw CannotStart.because(String.valueOf(e.getMessage()));
        }
    }

    void check(@Observes @Priority(StartOrder.SECRET) StartupEvent event) {
        String fingerprint = HexFormat.of().formatHex(pseudonyms().hmac("fingerprint"));
        String known = QuarkusTransaction.requiringNew().call(() -> remembered(fingerprint));
        if (!known.equals(fingerprint)) {
            throw CannotStart.because("the secret is not the one this store was made with;"
                    + " set zhenhao.secret, or bring back the file named secret in the data directory");
        }
    }

    /** The store's fingerprint; this one, if it had none. */
    private String remembered(String fingerprint) {
        store.createNativeQuery("insert into deployment_fact (name, fact) values (?1, ?2) on conflict do nothing")
                .setParameter(1, FACT)
                .setParameter(2, fingerprint)
                .executeUpdate();
        List<?> found = store.createNativeQuery("select fact from deployment_fact where name = ?1", String.class)
                .setParameter(1, FACT)
                .getResultList();
        return String.valueOf(found.get(0));
    }
}
