package org.zhenhao.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.testing.AdminKeyProfile;

/** A change of the registry whose tallies were not made anew, as after a crash right behind its commit. */
@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class RegistryReplayTest {
    private static final String KEY = "+864006991234";

    @Inject
    RegistryReplay replay;

    @Inject
    DataSource dataSource;

    @Test
    void replay_aRegistrationThatWasNotFollowedUp_talliesItsNumberAnewOnce() throws SQLException {
        for (int i = 0; i < 30; i++) {
            given().contentType("application/json")
                    .header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                    .body("{\"number\":\"4006991234\",\"category\":\"fraud\",\"reporter\":\"replay" + i + "\"}")
                    .post("/v1/reports")
                    .then()
                    .statusCode(201);
        }
        replay.replay(Duration.ZERO);
        byte[] unregistered = dossier(null);
        given().contentType("application/json")
                .header("X-Api-Key", AdminKeyProfile.ADMIN_KEY)
                .body("[{\"number\":\"4006991234\",\"name\":\"某银行\",\"role\":\"official\"}]")
                .post("/v1/registry/entries")
                .then()
                .statusCode(200);
        byte[] official = dossier(null);
        assertThat(official).isNotEqualTo(unregistered);
        dossier(unregistered);

        assertThat(replay.replay(Duration.ofHours(1))).isZero();
        assertThat(dossier(null)).isEqualTo(unregistered);
        assertThat(replay.replay(Duration.ZERO)).isPositive();
        assertThat(dossier(null)).isEqualTo(official);
        assertThat(replay.replay(Duration.ZERO)).isZero();
    }

    /** Sets the number's dossier, unless it is null, and gives what it was before. */
    private byte[] dossier(byte @Nullable [] value) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT dossier FROM tally WHERE id = ?");
                PreparedStatement update = connection.prepareStatement("UPDATE tally SET dossier = ? WHERE id = ?")) {
            select.setLong(1, KeyIds.of(KEY));
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                byte[] before = row.getBytes(1);
                if (value != null) {
                    update.setBytes(1, value);
                    update.setLong(2, KeyIds.of(KEY));
                    update.executeUpdate();
                }
                return before;
            }
        }
    }
}
