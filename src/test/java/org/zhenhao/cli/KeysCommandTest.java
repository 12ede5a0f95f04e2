package org.zhenhao.cli;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhenhao.testing.AdminKeyProfile;
import picocli.CommandLine;

@QuarkusTest
@TestProfile(AdminKeyProfile.class)
class KeysCommandTest {
    @TestHTTPResource
    @SuppressWarnings("NullAway.Init") // Quarkus fills it.
    URI server;

    private record Ran(int status, String out, String err) {}

    private Ran run(String adminKey, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new KeysCommand(Clock.systemUTC()).line(adminKey);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(words));
        if (!words[words.length - 1].startsWith("--server")) {
            all.add("--server=" + server);
        }
        return new Ran(line.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    private Ran admin(String... words) {
        return run(AdminKeyProfile.ADMIN_KEY, words);
    }

    private String idOf(String name) {
        return admin("list")
                .out
                .lines()
                .filter(line -> line.endsWith("\t" + name))
                .findFirst()
                .orElseThrow()
                .split("\t")[0];
    }

    private static int lookup(String key) {
        return given().header("X-Api-Key", key).get("/v1/numbers/95588").statusCode();
    }

    @Test
    void keys_fromMakingToRevoking_workAndEnd() {
        Ran made = admin("create", "phones \u001b[31m", "--scopes=lookup,report", "--days=30");
        assertThat(made.err).contains("lookup,report");
        assertThat(made.status).isZero();
        String key = made.out.strip();
        assertThat(key).startsWith("zh_key_").doesNotContain(" ");
        assertThat(lookup(key)).isEqualTo(200);

        String id = idOf("phones  [31m");
        String second = admin("rotate", id, "--overlap-hours=0").out.strip();
        assertThat(lookup(second)).isEqualTo(200);
        assertThat(lookup(key)).isEqualTo(401);

        assertThat(admin("revoke", id).status).isZero();
        assertThat(lookup(second)).isEqualTo(401);
        Ran list = admin("list");
        assertThat(list.out).contains(id + "\t").contains("\trevoked\t").doesNotContain(key, second);
    }

    @Test
    void keys_badWords_endWithOneAndSayWhy() {
        assertThat(admin("create", "x", "--scopes=everything").err)
                .contains("400")
                .contains("lookup");
        assertThat(admin("create", "x").status).isEqualTo(2);
        Ran path = admin("revoke", "../numbers");
        assertThat(path.status).isEqualTo(1);
        assertThat(path.err).contains("keys list");
        assertThat(admin("revoke", "nobody").err).contains("404");
        assertThat(run("zh_admin_wrong_wrong_wrong_wrong", "list").err).contains("401");
        assertThat(run(AdminKeyProfile.ADMIN_KEY, "list", "--server=http://127.0.0.1:1").status)
                .isEqualTo(1);
    }
}
