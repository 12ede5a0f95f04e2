package org.zhenhao.message;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Ways in which a text presses its reader, told by phrases in Chinese and English. */
enum Pressure {
    /** The account, card or number will be frozen, locked or cut off. */
    ACCOUNT(
            "冻结|凍結|停用|注销|封停|限制使用|账户异常|帐户异常|账号异常|失效|降额",
            "(account|card|access|line)[^.]{0,40}(suspend|lock|frozen|freeze|block|restrict|disabl|deactivat)"),
    /** Court, police, lawyers. */
    LEGAL(
            "起诉|诉讼|立案|传票|法院|律师函|公安|刑事|拘留|强制执行|失信|司法|上门(核查|催收|走访)|户籍地",
            "lawsuit|legal action|court|warrant|arrest|prosecut|subpoena|bailiff"),
    /** There is hardly any time left. */
    DEADLINE(
            "今日内|今天(之)?内|立即|马上|尽快|最后(一次)?(通知|机会|期限)|(\\d+|两|三)小时内|逾期|过期(作废|失效)|截止",
            "immediately|within \\d+ (hours?|minutes?)|last (chance|warning|notice)|final (warning|notice)|expires? today|act now|urgent"),
    /** Others will be told. */
    OTHERS(
            "(联系|通知|告知|致电)[^。，,]{0,10}(亲友|家人|亲属|单位|同事|紧急联系人|村委|居委|通讯录)",
            "(contact|inform|notify)[^.]{0,30}(family|relatives|employer|colleagues|friends)"),
    /** Tell a code or a password. */
    SECRET(
            "(告知|提供|回复|输入|填写)[^。，,]{0,12}(验证码|密码|卡号|身份证)|验证码(告诉|发给|提供)",
            "(send|reply|provide|confirm|enter)[^.]{0,30}(code|password|pin\\b|card number|ssn)"),
    /** Pay, now, to somewhere else. */
    TRANSFER(
            "安全账户|安全帐户|转账至|转账到|汇款至|保证金|解冻金|手续费先|刷流水",
            "safe account|wire (the )?money|transfer (the )?(money|funds)|gift ?cards?|processing fee"),
    /** Something for nothing. */
    GAIN(
            "中奖|退税|退款(通道|链接)|补贴(领取|发放|申领)|积分(兑换|清零|到期)|免费领取|高额返利|日赚|刷单|领取(红包|礼品)",
            "you (have )?won|winner|prize|tax refund|claim your|rewards? points|earn \\$?\\d+"),
    /** Do not tell anybody, do not hang up. */
    SECRECY("(不要|勿|切勿)(告诉|挂断|外传|声张)|保密", "do not tell|keep this (secret|confidential)|don'?t hang up");

    private final Pattern chinese;
    private final Pattern english;
    private final String wire = name().toLowerCase(Locale.ROOT);

    Pressure(String chinese, String english) {
        this.chinese = Pattern.compile(chinese);
        this.english = Pattern.compile(english, Pattern.CASE_INSENSITIVE);
    }

    String wire() {
        return wire;
    }

    /** The ways that a text uses. */
    static Set<Pressure> of(String text) {
        Set<Pressure> found = EnumSet.noneOf(Pressure.class);
        for (Pressure pressure : values()) {
            if (pressure.chinese.matcher(text).find()
                    || pressure.english.matcher(text).find()) {
                found.add(pressure);
            }
        }
        return found;
    }
}
