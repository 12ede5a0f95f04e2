package org.zhenhao.lookup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.Language;
import org.zhenhao.registry.Registry;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.reputation.Found;
import org.zhenhao.reputation.MemoryItems;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.reputation.Script;
import org.zhenhao.score.Category;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Scorer;

/** The same reports give the same answers, byte for byte, in every set-up: those of a store that is a map. */
abstract class LookupConformance {
    private static final long NOW = FixedClock.NOW.getEpochSecond();
    private static final int MOST_TRIES = 100;
    private static final List<String> NUMBERS = List.of(
            "+8617012345678",
            "+8617012345679",
            "+8617012345000",
            "170 1234 9999",
            "13912345678",
            "95588",
            "9511199999",
            "4008123123",
            "+12025550123",
            "106981889999",
            "ICBC",
            "withheld",
            "+86110");

    @Inject
    Marker marker;

    @Inject
    DataSource dataSource;

    @Inject
    Reputation reputation;

    @Inject
    Registry registry;

    @Inject
    NumberParser parser;

    @Inject
    Policy policy;

    @Inject
    VerdictWriter writer;

    private final MemoryItems items = new MemoryItems();
    private @Nullable Script script;
    private @Nullable Reputation reference;

    @BeforeEach
    void empty() throws SQLException {
        // Another test of this class may have left rows, whose versions the caches hold: go on from fresh numbers.
        registryIsTallied();
        script = new Script(parser, policy, NOW, items);
        reference = script.overReference(registry);
    }

    @Test
    void lookup_afterReports_isTheReferences() throws SQLException {
        say("+8617012345678", Channel.CALL, Category.FRAUD, 40);
        say("+8617012345679", Channel.CALL, Category.DEBT_COLLECTION_HARASSMENT, 7);
        say("13912345678", Channel.CALL, Category.LEGITIMATE, 5);
        say("95588", Channel.CALL, Category.IMPERSONATION, 12);
        say("9511199999", Channel.CALL, Category.DEBT_COLLECTION, 2);
        say("+12025550123", Channel.CALL, Category.ROBOCALL, 9);
        say("106981889999", Channel.SMS, Category.PHISHING, 3);
        say("ICBC", Channel.SMS, Category.PHISHING, 30);
        for (int round = 0; round < 3; round++) {
            for (String number : NUMBERS) {
                for (Language language : Language.values()) {
                    Channel channel = number.startsWith("106") || number.equals("ICBC") ? Channel.SMS : Channel.CALL;
                    assertThat(get(number, channel, language)).isEqualTo(expected(number, channel, language));
                }
            }
        }
    }

    @Test
    void batch_afterReports_isTheReferences() throws SQLException {
        say("+8617112345678", Channel.CALL, Category.GAMBLING, 11);
        say("1069818811223344", Channel.SMS, Category.LOAN_OFFER, 8);
        String body = "{\"numbers\":[\"17112345678\",{\"number\":\"1069818811223344\",\"channel\":\"sms\"},"
                + "\"17112340000\",\"17112345678\",\"12ab\"]}";
        for (int round = 0; round < 3; round++) {
            Response answer = fresh(
                    () -> given().contentType("application/json").body(body).post("/v1/numbers/batch"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString())
                    .isEqualTo("{\"results\":["
                            + expected("17112345678", Channel.CALL, Language.EN)
                            + ","
                            + expected("1069818811223344", Channel.SMS, Language.EN)
                            + ","
                            + expected("17112340000", Channel.CALL, Language.EN)
                            + ","
                            + expected("17112345678", Channel.CALL, Language.EN)
                            + ",{\"input\":\"12ab\",\"error\":{\"code\":\"bad_number\",\"detail\":"
                            + "\"The number is refused: there are letters among the digits\"}}]}");
        }
    }

    @Test
    void lookup_rightAfterAReport_seesIt() throws SQLException {
        for (int people = 1; people <= 20; people++) {
            say("+8616512345678", Channel.CALL, Category.FRAUD, people);

            assertThat(get("+8616512345678", Channel.CALL, Language.EN)).contains("\"negative\":" + people + ",");
        }
        assertThat(get("+8616512345678", Channel.CALL, Language.EN))
                .isEqualTo(expected("+8616512345678", Channel.CALL, Language.EN));
    }

    @Test
    void lookup_sameStateAgain_isNotModified() throws SQLException {
        say("+8616712345678", Channel.CALL, Category.FRAUD, 3);
        String tag = fresh(() -> given().get("/v1/numbers/16712345678")).header("ETag");
        Response again = fresh(() -> given().header("If-None-Match", tag).get("/v1/numbers/16712345678"));
        say("+8616712345678", Channel.CALL, Category.FRAUD, 30);
        Response changed = fresh(() -> given().header("If-None-Match", tag).get("/v1/numbers/16712345678"));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body().asString()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    /** Some seconds after the start the registry's numbers would be tallied anew, from reports, of which there are none here. */
    private void registryIsTallied() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM deployment_fact WHERE name = 'registry_tallied'");
            statement.execute("INSERT INTO deployment_fact (name, fact) SELECT 'registry_tallied',"
                    + " CONCAT(version, ' ', " + NOW + ") FROM snapshot_version WHERE name = 'registry'");
        }
    }

    private void say(String number, Channel channel, Category category, int people) throws SQLException {
        if (script != null && reference != null) {
            List<ChangedItem> changed = script.say(dataSource, number, channel, category, people);
            reputation.published(changed);
            reference.published(changed);
        }
    }

    /** The answer, asked for again where the store did not answer in time, as on a machine that is busy with others. */
    private static Response fresh(Supplier<Response> asked) {
        Response answer = asked.get();
        for (int tries = 0; answer.asString().contains("\"stale\":true") && tries < MOST_TRIES; tries++) {
            answer = asked.get();
        }
        return answer;
    }

    private static String get(String number, Channel channel, Language language) {
        Response answer = fresh(() -> given().urlEncodingEnabled(true)
                .pathParam("number", number)
                .queryParam("channel", channel.wire())
                .header("Accept-Language", language.tag())
                .get("/v1/numbers/{number}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.asString();
    }

    private String expected(String number, Channel channel, Language language) {
        List<String> answers = new ArrayList<>();
        ParsedNumber parsed = parser.parse(number, channel, "CN");
        if (reference != null) {
            Found found = reference.find(parsed).toCompletableFuture().join();
            Verdict verdict =
                    new Verdict(found, new Scorer(policy).assess(found.evidence(), NOW), NOW, marker.of(found, NOW));
            answers.add(new String(Answer.of(verdict, writer, language).body(), StandardCharsets.UTF_8));
        }
        return answers.get(0);
    }
}
