package org.zhenhao.number;

import java.util.Locale;

/** The only thing the parser throws: the input is nothing that a network presents as a caller id. */
public final class RefusedNumberException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an input was refused. The code never changes; the text tells a person what to do about it. */
    public enum Reason {
        EMPTY("没有号码", "there is no number in it"),
        CONTROL_CHARACTER("含有控制字符", "it contains a control character"),
        BIDI_CONTROL("含有改变文字方向的字符", "it contains a character that changes the direction of text"),
        BROKEN_UNICODE("含有不完整的字符", "it contains half a character (a lone surrogate)"),
        TOO_LONG("过长，不可能是号码", "it is too long to be a number or a sender"),
        TOO_SHORT("至少要有两位数字", "a number has at least two digits"),
        NO_DIGITS("没有数字", "it has no digits"),
        ILLEGAL_CHARACTER("含有号码中不会出现的字符", "it contains a character that numbers do not have"),
        LETTERS_IN_NUMBER("数字中夹有字母", "there are letters among the digits"),
        NON_DECIMAL_DIGITS("含有上标、带圈等特殊数字", "it has superscript, circled or other digits that are not decimal digits"),
        MISPLACED_PLUS("加号只能出现在开头", "a plus sign may only stand first"),
        MASKED("号码被部分隐去", "some digits are masked"),
        TWO_NUMBERS("包含不止一个号码", "it holds more than one number"),
        DIAL_CODE("是拨号指令，不是号码", "it is a dialling code, not a number"),
        SCIENTIFIC_NOTATION("被表格软件改成了科学计数法", "a spreadsheet turned it into scientific notation"),
        HEXADECIMAL("是十六进制数", "it is a hexadecimal number"),
        FORMULA("以公式符号开头", "it begins like a spreadsheet formula"),
        NOT_A_NUMBER_WORD("是表示空值或错误的词，不是号码", "it is a word for a missing or broken value"),
        URL("是网址，不是号码", "it is a web address"),
        IP_ADDRESS("像是 IP 地址", "it looks like an IP address"),
        DATE("像是日期", "it looks like a date"),
        IDENTITY_NUMBER("像是身份证号码，请勿提交", "it looks like an identity card number; please do not send those"),
        UNKNOWN_REGION("不认识这个地区代码", "the region is no ISO 3166 code with a known numbering plan"),
        SENDER_CHARACTER("短信发送方名称不能含有这样的字符", "an SMS sender cannot contain such a character");

        private final String code = name().toLowerCase(Locale.ROOT);
        private final Label text;

        Reason(String zh, String en) {
            this.text = new Label(zh, en);
        }

        /** The snake_case word used in the API. */
        public String code() {
            return code;
        }

        /** One short clause for people, to follow "refused: ". */
        public Label text() {
            return text;
        }
    }

    private final Reason reason;

    RefusedNumberException(Reason reason) {
        // No stack trace: refusing is ordinary, and hostile input must not be able to make it expensive.
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    /** Why the input was refused. */
    public Reason reason() {
        return reason;
    }
}
