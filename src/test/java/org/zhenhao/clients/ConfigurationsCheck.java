package org.zhenhao.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.yaml.snakeyaml.Yaml;

/**
 * The configurations for clients that could not be installed: the requests they make are sent, and what they look for is looked
 * for in the answers. That shows that configuration and service fit each other, not that the client reads it so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfigurationsCheck {
    private static final Path FOLDER = Path.of("src/docs/integrations");
    private static final String HOST = "http://127.0.0.1:8080";
    private static final String UNKNOWN = "+8613800138000";

    private Service service;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        service = Service.shared();
    }

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    /** What the service answers to an address of a configuration. */
    private String get(String address) throws IOException, InterruptedException {
        assertThat(address).startsWith(HOST).doesNotContain("$", "{", "[");
        return service.get(address.substring(HOST.length()));
    }

    private static String encoded(String number) {
        return URLEncoder.encode(number, StandardCharsets.UTF_8);
    }

    private static List<String> all(String text, String expression) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document xml, String name) {
        NodeList found = xml.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void asterisk_curlAndHash_findActionAndName() throws Exception {
        List<String> addresses = all(text("asterisk.conf"), "CURL\\((http[^)]*\\)[^)]*\\)[^)]*)\\)");
        assertThat(addresses).hasSize(2);
        String asked = addresses.get(0);
        Map<String, String> bad = hash(get(asked.replace("${URIENCODE(${CALLERID(num)})}", encoded(Service.BAD))));
        Map<String, String> unknown = hash(get(asked.replace("${URIENCODE(${CALLERID(num)})}", encoded(UNKNOWN))));

        assertThat(bad).containsEntry("action", "block");
        assertThat(bad.get("name")).isNotEmpty().hasSizeLessThanOrEqualTo(15);
        assertThat(unknown).containsEntry("action", "allow").containsEntry("name", "");
        assertThat(get(addresses.get(1).replace("${URIENCODE(${CALLERID(num)})}", encoded(Service.BAD))))
                .isNotBlank()
                .doesNotContain("\n");
    }

    /** As CURLOPT(hashcompat) takes an answer apart. */
    private static Map<String, String> hash(String answer) {
        return answer.strip()
                .lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("&")))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : ""));
    }

    @Test
    void freeswitch_addressesAndExpressions_fitTheAnswers() throws Exception {
        Document xml = xml("<all>" + text("freeswitch.xml") + "</all>");
        String name = elements(xml, "param").get(0).getAttribute("value");
        assertThat(get(name.replace("${caller_id_number}", Service.BAD.substring(1))))
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(15);
        String asked = elements(xml, "action").stream()
                .filter(action -> action.getAttribute("application").equals("curl"))
                .map(action -> action.getAttribute("data").split(" ")[0])
                .findFirst()
                .orElseThrow();
        List<Pattern> expressions = elements(xml, "condition").stream()
                .filter(condition -> condition.getAttribute("field").equals("${zh}"))
                .map(condition -> Pattern.compile(condition.getAttribute("expression")))
                .toList();
        assertThat(expressions).hasSize(2);

        String bad = get(asked.replace("${url_encode(${caller_id_number})}", encoded(Service.BAD)));
        String warned = get(asked.replace("${url_encode(${caller_id_number})}", encoded(Service.WARNED)));
        String unknown = get(asked.replace("${url_encode(${caller_id_number})}", encoded(UNKNOWN)));
        assertThat(bad).containsPattern(expressions.get(0));
        assertThat(warned).doesNotContainPattern(expressions.get(0)).containsPattern(expressions.get(1));
        assertThat(unknown).doesNotContainPattern(expressions.get(0)).doesNotContainPattern(expressions.get(1));
    }

    @Test
    void opensips_members_areInTheAnswer() throws Exception {
        String configuration = text("opensips.cfg");
        String asked = all(configuration, "rest_get\\(\"(http[^\"]*)\"").get(0);
        String answer = get(asked.replace("$(fU{s.escape.param})", Service.BAD));

        assertThat(all(configuration, "\\$json\\(zh/(\\w+)\\)"))
                .contains("action", "callInfo", "name")
                .allMatch(member -> answer.contains("\"" + member + "\":"));
        assertThat(answer).contains("\"action\":\"block\"").contains("\"callInfo\":\"<https://");
    }

    @Test
    void threeCx_template_findsNameAndActionWithAKeyInTheAddress() throws Exception {
        Document xml = xml(text("3cx.xml"));
        String asked = elements(xml, "Request").get(0).getAttribute("Url");
        String answer = get(asked.replace("[Host]", HOST)
                .replace("[Number]", encoded(Service.BAD))
                .replace("[Key]", service.key("dial")));

        assertThat(elements(xml, "Variable").stream().map(each -> each.getAttribute("Path")))
                .contains("name", "action")
                .allMatch(member -> answer.contains("\"" + member + "\":"));
        assertThat(answer).contains("\"action\":\"block\"");
    }

    @Test
    void homeAssistant_members_areInTheAnswer() throws Exception {
        String configuration = text("home-assistant.yaml");
        Map<String, Object> yaml = new Yaml().load(configuration);
        assertThat(yaml).containsKeys("rest_command", "automation");
        String asked = all(configuration, "url: \"(http[^\"]*)\"").get(0);
        String answer = get(asked.replace("{{ number | urlencode }}", encoded(Service.BAD)));

        assertThat(all(configuration, "zh\\.content\\.(\\w+)"))
                .contains("action", "name", "number")
                .allMatch(member -> answer.contains("\"" + member + "\":"));
        assertThat(answer).startsWith("{");
    }

    @Test
    void spamBlocker_expressions_fitTheAnswers() throws Exception {
        String configuration = text("spamblocker.md");
        String asked = all(configuration, "GET `https://YOUR-HOST([^`]*)`").get(0);
        Pattern negative =
                Pattern.compile(all(configuration, "negative `([^`]*)`").get(0));
        Pattern positive =
                Pattern.compile(all(configuration, "positive `([^`]*)`").get(0));
        Matcher category = Pattern.compile(
                        all(configuration, "category `([^`]*)`").get(0))
                .matcher(service.get(asked.replace("{number}", Service.BAD.substring(1))));

        assertThat(service.get(asked.replace("{number}", Service.BAD.substring(1))))
                .containsPattern(negative)
                .doesNotContainPattern(positive);
        assertThat(service.get(asked.replace("{number}", UNKNOWN.substring(1))))
                .doesNotContainPattern(negative)
                .doesNotContainPattern(positive);
        assertThat(service.get(asked.replace("+{number}", "95588"))).containsPattern(positive);
        assertThat(category.find()).isTrue();
        assertThat(category.group(1)).isEqualTo("impersonation");

        String body = all(configuration, "body `(\\{\"sender\"[^`]*)`")
                .get(0)
                .replace("{raw_number}", "13800138000")
                .replace("{escape({sms})}", "【工商银行】您的账户已被冻结，请于24小时内登录 http://t.cn/AbC 核实，或致电17012345678");
        Pattern bad =
                Pattern.compile(all(configuration, "negative `(\\^[^`]*)`").get(0));
        assertThat(service.post("/v1/messages/check", body)).containsPattern(bad);
        String report = all(configuration, "body `(\\{\"number\"[^`]*)`")
                .get(0)
                .replace("{cc}{domestic}", "13025550199")
                .replace("{category}", "fraud")
                .replace("{escape({comment})}", "said so");
        assertThat(service.post("/v1/reports", report)).contains("\"id\"");
    }
}
