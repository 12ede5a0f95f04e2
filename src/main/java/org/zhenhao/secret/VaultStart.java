package org.zhenhao.secret;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.store.CannotStart;

/** Makes the vault out of the configured keys. */
@Singleton
final class VaultStart {
    private final Pseudonyms secret;
    private final Optional<List<String>> keys;

    @Inject
    VaultStart(Pseudonyms secret, @ConfigProperty(name = "zhenhao.encryption.keys") Optional<List<String>> keys) {
        this.secret = secret;
        this.keys = keys;
    }

    @Produces
    @Singleton
    Vault vault() {
        try {
            return new Vault(secret, keys.orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw CannotStart.because("zhenhao.encryption.keys: " + e.getMessage());
        }
    }
}
