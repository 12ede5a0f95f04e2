package org.zhenhao.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;

class MessagePartsTest {
    private static final NumberParser PARSER = NumberParser.create();

    @ParameterizedTest
    @CsvSource({"【工商银行】您的账户, 工商银行", "您的快递已到【丰巢】, 丰巢", "' 【 淘宝 】 您好', 淘宝", "【】空, ", "没有签名, ", "中间【不算】的, ", "【没有结尾, "})
    void signature_whereItMayStand_isFound(String text, String expected) {
        assertThat(Signature.of(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "点击http://t.cn/AbC查看, t.cn, SHORTENED",
        "登录 http://203.0.113.9/icbc 核实, 203.0.113.9, BARE_ADDRESS",
        "请点іcbc.com.cn办理, іcbc.com.cn, MIXED_SCRIPTS",
        "下载 example.com/a/Bank.APK?x=1 安装, example.com, APPLICATION",
        "see xn--cbc-7cd.com now, xn--cbc-7cd.com, MIXED_SCRIPTS"
    })
    void links_odd_areNamed(String text, String host, Links.Oddity oddity) {
        List<Links.Link> links = Links.of(text);

        assertThat(links).hasSize(1);
        assertThat(links.get(0).host()).isEqualTo(host);
        assertThat(links.get(0).oddities()).containsExactly(oddity);
    }

    @ParameterizedTest
    @ValueSource(strings = {"余额3.50元", "时间12.30", "第1.2.3.4条", "您好。再见", ""})
    void links_numbersAndStops_areNone(String text) {
        assertThat(Links.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "请致电400-820-8820咨询, +864008208820",
        "详询95588。, CN-95588",
        "回拨13800138000处理, +8613800138000",
        "联系 +86 170 1234 5678 李经理, +8617012345678",
        "来电 010-60606666, +861060606666",
        "call +1 202 555 0123 now, +12025550123"
    })
    void callbacks_areFoundInTheirCanonicalForm(String text, String key) {
        assertThat(Callbacks.of(text, PARSER)).extracting(ParsedNumber::key).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"验证码 123456", "消费1380013.80元", "订单 2026112213800138000123", "尾号9558的卡", "95588元"})
    void callbacks_codesAndAmounts_areNone(String text) {
        assertThat(Callbacks.of(text, PARSER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "您的账户已被冻结 | account",
                "我司将向法院起诉 | legal",
                "请于24小时内处理 | deadline",
                "否则将联系您的紧急联系人 | others",
                "请回复验证码 | secret",
                "请转账至安全账户 | transfer",
                "恭喜您中奖 | gain",
                "请勿挂断 | secrecy",
                "Your account has been suspended | account",
                "Final notice | deadline",
                "We will contact your employer | others",
                "please confirm your password | secret"
            })
    void pressure_phrases_areRecognised(String text, String expected) {
        assertThat(Pressure.of(text)).extracting(Pressure::wire).contains(expected);
    }

    @Test
    void pressure_ordinaryText_isNone() {
        assertThat(Pressure.of("您的快递已放入3号柜，取件码 8 3 1。")).isEmpty();
        assertThat(Pressure.of("Lunch at noon? Bring the blue folder.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-", "a.", "1.", "1-", "联系", "0", "1 3", "http://", "-a.b", "send "})
    void parts_hostileRepetition_takeNoTime(String part) {
        String text = part.repeat(MessageChecker.LONGEST / part.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Links.of(text);
            Callbacks.of(text, PARSER);
            Pressure.of(text);
            Signature.of(text);
        });
    }

    @Test
    void tells_allTellsOfPressureAndLinks_exist() {
        for (Pressure pressure : Pressure.values()) {
            assertThat(Tell.of(pressure).wire()).endsWith(pressure.wire());
        }
        for (Links.Oddity oddity : Links.Oddity.values()) {
            assertThat(Tell.of(oddity).wire()).endsWith(oddity.name().toLowerCase(Locale.ROOT));
        }
    }
}
