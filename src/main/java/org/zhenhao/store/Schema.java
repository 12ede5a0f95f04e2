package org.zhenhao.store;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the store's schema up to date before anything else starts, or ends the program with one line that says why.
 *
 * <p>Migrations that both databases understand lie in {@code db/migration/common}, the others in a folder for each.
 */
@Singleton
final class Schema implements FlywayConfigurationCustomizer {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final int LONGEST_WAIT_SECONDS = 300;

    /** Who changes the schema. */
    enum Migrate {
        /** This process does, before it serves. */
        TRUE,
        /** Another does; this one waits until it has. */
        FALSE,
        /** This process does, and ends. */
        ONLY
    }

    private final String url;
    private final Properties login = new Properties();
    private final Instance<Flyway> flyway;
    private final Migrate migrate;

    @Inject
    Schema(
            @ConfigProperty(name = "zhenhao.store.migrate", defaultValue = "true") Migrate migrate,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            Instance<Flyway> flyway) {
        this.migrate = migrate;
        this.url = url;
        username.ifPresent(given -> login.setProperty("user", given));
        password.ifPresent(given -> login.setProperty("password", given));
        this.flyway = flyway;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        // An unknown scheme is refused with a plain word when the service starts, a moment later.
        if (StoreKind.known(url)) {
            StoreKind kind = StoreKind.of(url);
            configuration.locations("db/migration/common", "db/migration/" + kind.word());
            configuration.resourceProvider(new OwnMigrations(configuration.getResourceProvider(), kind));
            // Keys are compared byte by byte, as Java and H2 do; a language's collation would pass over their signs.
            configuration.placeholders(Map.of("collate", kind == StoreKind.POSTGRESQL ? "COLLATE \"C\"" : ""));
        }
    }

    void start(@Observes @Priority(StartOrder.SCHEMA) StartupEvent event) {
        reach();
        if (migrate == Migrate.FALSE) {
            await();
            return;
        }
        try {
            MigrateResult result = flyway.get().migrate();
            LOG.infof(
                    "Store: %s, schema version %s (%,d migrations applied now)",
                    StoreUrl.shown(StoreUrl.complete(url)),
                    result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion,
                    result.migrationsExecuted);
        } catch (RuntimeException e) {
            throw stop("the store's schema cannot be brought up to date", e);
        }
        if (migrate == Migrate.ONLY) {
            LOG.info("The schema is up to date; nothing else was asked for");
            Quarkus.asyncExit(0);
            throw new PreventFurtherStepsException();
        }
    }

    /** Waits for whoever else brings the schema up to date. */
    private void await() {
        for (int waited = 0; flyway.get().info().pending().length > 0; waited++) {
            if (waited == LONGEST_WAIT_SECONDS) {
                throw CannotStart.because(
                        "the store's schema is older than this version, and zhenhao.store.migrate is false");
            }
            if (waited == 0) {
                LOG.info("Waiting for the schema to be brought up to date");
            }
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CannotStart.because("interrupted while waiting for the schema");
            }
        }
    }

    /** One try outside the pool, which would log each of its own failures and wait between them. */
    @SuppressWarnings("try") // The connection is opened to see whether it can be, and not used.
    private void reach() {
        try (Connection tried = new StoreDriver().connect(StoreUrl.complete(url), login)) {
            LOG.debug("The store answers");
        } catch (IllegalArgumentException e) {
            throw stop("bad configuration", e);
        } catch (SQLException e) {
            throw stop("the store at " + StoreUrl.shown(url) + " cannot be reached", e);
        }
    }

    private static PreventFurtherStepsException stop(String what, Exception failure) {
        LOG.debug(what, failure);
        return CannotStart.because(what + ": " + failure.getMessage());
    }

    /** Of the migrations that were found when the service was built, those that are for this database. */
    private record OwnMigrations(ResourceProvider all, StoreKind kind) implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return all.getResource(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return all.getResources(prefix, suffixes).stream()
                    .filter(migration -> Arrays.stream(StoreKind.values())
                            .noneMatch(other -> other != kind
                                    && migration.getAbsolutePath().contains("migration/" + other.word() + "/")))
                    .toList();
        }
    }
}
