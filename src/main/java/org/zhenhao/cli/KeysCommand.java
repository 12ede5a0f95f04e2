package org.zhenhao.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code keys}: makes, lists, replaces and revokes the keys of a running service, by its API. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {"Manage the API keys of a running service.", "管理服务的 API 密钥。"})
final class KeysCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String PATH = "/v1/keys";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it.
    private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:ZHENHAO_SERVER:-http://127.0.0.1:8080}",
            scope = ScopeType.INHERIT,
            description = "The service; else $$ZHENHAO_SERVER, or this machine's port 8080. 服务地址")
    private URI server = URI.create("http://127.0.0.1:8080");

    // Not an option: what stands on a command line can be read by everybody on the machine, and is kept by shells.
    private @Nullable String adminKey = System.getenv("ZHENHAO_ADMIN_KEY");

    private final Clock clock;

    KeysCommand(Clock clock) {
        this.clock = clock;
    }

    /** The command as it is started from a shell; the admin key is taken from {@code ZHENHAO_ADMIN_KEY}. */
    CommandLine line() {
        return new CommandLine(this)
                .addSubcommand(new Create())
                .addSubcommand(new ListKeys())
                .addSubcommand(new Rotate())
                .addSubcommand(new Revoke())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("keys: " + failure.getMessage());
                    return 1;
                });
    }

    /** The same with another admin key. */
    CommandLine line(String key) {
        adminKey = key;
        return line();
    }

    private JsonNode ask(String method, String path, @Nullable JsonNode body) throws IOException, InterruptedException {
        if (adminKey == null) {
            throw new IOException("ZHENHAO_ADMIN_KEY is not set 未设置 ZHENHAO_ADMIN_KEY");
        }
        String answer = new ServerApi(server, adminKey)
                .ask(method, PATH + path, body == null ? null : JSON.writeValueAsBytes(body));
        return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void show(JsonNode made) {
        PrintWriter out = out();
        out.println(made.path("key").asText());
        JsonNode info = made.path("info");
        spec.commandLine()
                .getErr()
                .println("id " + info.path("id").asText() + ", scopes " + scopes(info)
                        + "; this key is not shown again 此密钥不会再次显示");
        out.flush();
    }

    private static String scopes(JsonNode info) {
        StringBuilder scopes = new StringBuilder();
        info.path("scopes")
                .forEach(scope -> scopes.append(scopes.isEmpty() ? "" : ",").append(scope.asText()));
        return scopes.toString();
    }

    private static String id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("not the id of a key 不是密钥的 id: see keys list");
        }
        return text;
    }

    /** {@code keys create}: prints the new key on the standard output, and nothing else there. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {"Make a key and print it.", "生成并打印新密钥。"})
    private final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "What it is for. 用途")
        private String name = "";

        @Option(
                names = "--scopes",
                split = ",",
                required = true,
                description =
                        "lookup, report, screen, feed, import, registry, institution, moderate, audit, admin, dial. 权限")
        private List<String> scopes = List.of();

        @Option(names = "--days", description = "It ends after so many; else never. 有效天数")
        private @Nullable Integer days;

        @Option(names = "--trusted", description = "Its reports count as from separate people. 报告视为来自不同的人")
        private boolean trusted;

        @Option(names = "--lookups-per-minute", description = "Its own quota. 每分钟查询配额")
        private @Nullable Long lookups;

        @Option(names = "--reports-per-minute", description = "Its own quota. 每分钟报告配额")
        private @Nullable Long reports;

        @Override
        public Integer call() throws IOException, InterruptedException {
            ObjectNode wanted = JSON.createObjectNode().put("name", name).put("trusted", trusted);
            scopes.forEach(wanted.putArray("scopes")::add);
            if (days != null) {
                wanted.put(
                        "expiresAt", clock.instant().plus(Duration.ofDays(days)).toString());
            }
            if (lookups != null) {
                wanted.put("lookupsPerMinute", lookups);
            }
            if (reports != null) {
                wanted.put("reportsPerMinute", reports);
            }
            show(ask("POST", "", wanted));
            return 0;
        }
    }

    /** {@code keys list}: one line for each key. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"List the keys, newest first.", "列出密钥。"})
    private final class ListKeys implements Callable<Integer> {
        @Override
        public Integer call() throws IOException, InterruptedException {
            PrintWriter out = out();
            out.println("id\tkey\tstate\tscopes\tcreated\texpires\tname");
            for (JsonNode key : ask("GET", "", null)) {
                out.println(String.join(
                        "\t",
                        key.path("id").asText(),
                        key.path("prefix").asText() + "…",
                        key.path("disabled").asBoolean()
                                ? "revoked"
                                : key.path("trusted").asBoolean() ? "trusted" : "valid",
                        scopes(key),
                        key.path("createdAt").asText(),
                        key.path("expiresAt").asText("never").replace("null", "never"),
                        // Whoever made the key chose the name; a terminal must not be told what to do by it.
                        key.path("name").asText().replaceAll("\\p{Cntrl}", " ")));
            }
            out.flush();
            return 0;
        }
    }

    /** {@code keys rotate}: a new key in the place of one that is accepted a while longer. */
    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {"Replace a key and print the new one.", "更换密钥并打印新密钥。"})
    private final class Rotate implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "From keys list. 密钥 id")
        private String id = "";

        @Option(
                names = "--overlap-hours",
                defaultValue = "24",
                description = "For how long the old one is still accepted, 0 to 720. 旧密钥继续有效的小时数")
        private int hours;

        @Override
        public Integer call() throws IOException, InterruptedException {
            show(ask(
                    "POST",
                    "/" + id(id) + "/rotation",
                    JSON.createObjectNode()
                            .put("overlapSeconds", Duration.ofHours(hours).toSeconds())));
            return 0;
        }
    }

    /** {@code keys revoke}: ends a key for good. */
    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = {"End a key for good.", "永久停用密钥。"})
    private final class Revoke implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "From keys list. 密钥 id")
        private String id = "";

        @Override
        public Integer call() throws IOException, InterruptedException {
            ask("DELETE", "/" + id(id), null);
            out().println("revoked 已停用 " + id);
            out().flush();
            return 0;
        }
    }
}
