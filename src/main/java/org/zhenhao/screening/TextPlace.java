package org.zhenhao.screening;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.store.StoreKind;

/** Chooses where the texts of jobs lie: with replicas in the store they share, else in files. */
final class TextPlace {
    @Produces
    @Singleton
    Texts texts(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String storeUrl,
            @ConfigProperty(name = "zhenhao.data-dir") String dataDir) {
        Texts stored = new StoredTexts();
        return StoreKind.of(storeUrl) == StoreKind.POSTGRESQL
                ? stored
                : new FiledTexts(Path.of(dataDir, "screening-texts"), stored);
    }
}
