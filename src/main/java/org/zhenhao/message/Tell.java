package org.zhenhao.message;

import java.util.Locale;
import org.zhenhao.problem.Text;

/**
 * One thing about a text that speaks for or against it.
 *
 * <p>Weights are log-odds set by judgement, not fitted: no labelled collection of Chinese texts with their senders was at hand.
 */
enum Tell {
    SIGNATURE_OF_ANOTHER(3.0, "签名是“%s”，而发送号码登记在“%s”名下", "Signed as “%s”, but the sender is registered to “%s”"),
    INSTITUTION_FROM_PERSONAL_NUMBER(
            3.0,
            "签名为机构“%s”，却由个人、境外或自定义号码发出",
            "Signed as the institution “%s”, but sent from a personal, foreign or made-up sender"),
    SIGNATURE_NOT_CONFIRMED(0.7, "无法确认该号码由“%s”使用", "Nothing confirms that “%s” uses this sender"),
    SIGNATURE_MATCHES(-1.5, "签名与发送号码的登记单位“%s”一致", "The signature fits the registered holder of the sender, “%s”"),
    SIGNATURE_MISSING(0.3, "106 短信没有签名", "A text from a 106 code without a signature"),
    SIGNATURE_LOOKALIKE(2.5, "签名“%s”夹用形近字符", "The signature “%s” mixes look-alike letters"),
    LINK_SHORTENED(0.9, "短链接 %s 隐藏去向", "The link at %s hides where it leads"),
    LINK_BARE_ADDRESS(2.0, "链接是裸 IP 地址 %s", "A link to the bare address %s"),
    LINK_MIXED_SCRIPTS(2.5, "网址 %s 混用多种文字", "The link's name %s mixes scripts"),
    LINK_APPLICATION(2.0, "链接 %s 要求安装应用", "A link at %s to an application to install"),
    CALLBACK_REPORTED(2.0, "要求回拨的 %s 已被多人举报", "The number to call, %s, has been reported"),
    CALLBACK_PERSONAL(1.5, "以机构名义要求回拨个人号码 %s", "In an institution's name it wants a personal number called: %s"),
    CALLBACK_OF_THE_SIGNATURE(-0.7, "回拨号码 %s 是签名机构的官方号码", "The number to call, %s, is the institution's own"),
    PRESSURE_ACCOUNT(0.8, "以冻结、停用账户施压", "Threatens that an account will be cut off"),
    PRESSURE_LEGAL(1.0, "以法院、警方、律师施压", "Threatens with courts, police or lawyers"),
    PRESSURE_DEADLINE(0.5, "催促立即行动", "Leaves hardly any time"),
    PRESSURE_OTHERS(1.2, "威胁告知亲友或单位", "Threatens to tell family or employer"),
    PRESSURE_SECRET(1.0, "索要验证码、密码或证件号", "Asks for a code, a password or an identity number"),
    PRESSURE_TRANSFER(1.5, "要求转账或付费", "Wants money sent"),
    PRESSURE_GAIN(0.8, "许诺奖金、退款或补贴", "Promises a prize, a refund or a subsidy"),
    PRESSURE_SECRECY(1.2, "要求保密或不得挂断", "Wants it kept secret");

    private static final double STRONG = 2;

    private final double weight;
    private final String zh;
    private final String en;
    private final String wire = name().toLowerCase(Locale.ROOT);

    Tell(double weight, String zh, String en) {
        this.weight = weight;
        this.zh = zh;
        this.en = en;
    }

    /** Log-odds by which it raises the probability that the text is unwanted. */
    double weight() {
        return weight;
    }

    boolean strong() {
        return weight >= STRONG;
    }

    String wire() {
        return wire;
    }

    Text text(Object... arguments) {
        return Text.of(zh, en, arguments);
    }

    static Tell of(Pressure pressure) {
        return valueOf("PRESSURE_" + pressure.name());
    }

    static Tell of(Links.Oddity oddity) {
        return valueOf("LINK_" + oddity.name());
    }
}
