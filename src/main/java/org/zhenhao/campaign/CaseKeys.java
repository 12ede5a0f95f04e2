package org.zhenhao.campaign;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.Vault;
import org.zhenhao.store.StartOrder;

/**
 * The keys that apps blind cases with, one for each period. Keys are random, made ahead and shared by all replicas through the store; the
 * present and the last period's are accepted, older ones are deleted: from then on nobody, whoever runs the service included,
 * can try out what a stored mark was made of. Thread-safe; only {@link #tend} does I/O.
 */
@Singleton
public class CaseKeys {
    private static final Logger LOG = Logger.getLogger(CaseKeys.class);
    private static final int KEY_BYTES = 32;
    private static final String PURPOSE = "case-key";
    private static final Pattern VALUE = Pattern.compile("[0-9a-fA-F]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AgroalDataSource store;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Clock clock;
    private final long length;
    private final Map<Integer, String> keys = new ConcurrentHashMap<>();

    @Inject
    CaseKeys(AgroalDataSource store, Vault vault, Pseudonyms pseudonyms, Clock clock, CampaignSettings settings) {
        this.store = store;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        this.length = Math.max(1, settings.casePeriod().toSeconds());
    }

    /**
     * A period that is accepted now.
     *
     * @param period its number
     * @param key base64, 32 bytes
     * @param acceptedUntil when reports that name it are refused
     */
    public record Period(int period, String key, Instant from, Instant until, Instant acceptedUntil) {}

    /** The periods that are accepted now, the present one first. No I/O. */
    public List<Period> open() {
        int now = present();
        List<Period> open = new ArrayList<>();
        for (int period = now; period >= now - 1; period--) {
            String key = keys.get(period);
            if (key != null) {
                Instant from = Instant.ofEpochSecond(period * length);
                open.add(new Period(period, key, from, from.plusSeconds(length), from.plusSeconds(2 * length)));
            }
        }
        return open;
    }

    /**
     * The trace of a blinded case. No I/O.
     *
     * @param value what the app made of the case with the period's key, 64 hexadecimal digits
     * @throws ProblemException if the value is malformed or the period is not accepted (any more)
     */
    public Trace trace(@Nullable Integer period, @Nullable String value) {
        int now = present();
        String key = period == null || period > now || period < now - 1 ? null : keys.get(period);
        if (key == null) {
            throw refused(
                    "period：不是当前或上一周期，请重新获取 /v1/case-keys",
                    "period is neither the present nor the last: fetch /v1/case-keys anew");
        }
        if (value == null || !VALUE.matcher(value).matches()) {
            throw refused("value：须为 64 位十六进制", "value has 64 hexadecimal digits");
        }
        return new Trace(Trace.Kind.CASE_KEY, pseudonyms.hmac64("case-mark", key, value.toLowerCase(Locale.ROOT)));
    }

    private static ProblemException refused(String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, "caseKeys." + zh, "caseKeys: " + en)
                .with("field", "caseKeys");
    }

    private int present() {
        return (int) (clock.instant().getEpochSecond() / length);
    }

    void start(@Observes @Priority(StartOrder.SNAPSHOTS) StartupEvent event) throws SQLException {
        renew();
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tend() {
        try {
            renew();
        } catch (SQLException e) {
            LOG.warnf("keys for cases cannot be renewed, next time perhaps: %s", e.getMessage());
        }
    }

    /** Makes what keys are missing, up to the next period's, reads them, and deletes those that are over. */
    private void renew() throws SQLException {
        int now = present();
        try (Connection connection = store.getConnection()) {
            for (int period = now - 1; period <= now + 1; period++) {
                make(connection, period);
            }
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM case_period WHERE period < ?")) {
                delete.setInt(1, now - 1);
                delete.executeUpdate();
            }
            try (PreparedStatement read = connection.prepareStatement("SELECT period, sealed FROM case_period");
                    ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    keys.put(rows.getInt(1), vault.open(PURPOSE, rows.getString(2)));
                }
            }
        }
        keys.keySet().removeIf(period -> period < now - 1);
    }

    private void make(Connection connection, int period) throws SQLException {
        if (keys.containsKey(period)) {
            return;
        }
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO case_period (period, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setInt(1, period);
            insert.setString(2, vault.seal(PURPOSE, Base64.getEncoder().encodeToString(key)));
            insert.executeUpdate();
        }
    }
}
