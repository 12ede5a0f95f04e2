package org.zhenhao.casefile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;
import org.zhenhao.conduct.RuleSet;
import org.zhenhao.problem.Language;

/** Prints a case file for people to read. */
final class Paper {
    private static final String FONT = "DroidSansFallbackFull.ttf";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final float TITLE = 16;
    private static final float HEADING = 12;
    private static final float TEXT = 9;

    private final CaseFile file;
    private final boolean chinese;
    private final Sheet sheet;

    private Paper(CaseFile file, Language language, Sheet sheet) {
        this.file = file;
        this.chinese = language == Language.ZH;
        this.sheet = sheet;
    }

    /** The file as PDF, with the font's used glyphs embedded. */
    static byte[] print(CaseFile file, Language language) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream font = Objects.requireNonNull(Paper.class.getResourceAsStream(FONT))) {
            Sheet sheet = new Sheet(document, PDType0Font.load(document, font, true));
            new Paper(file, language, sheet).print();
            sheet.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private void print() throws IOException {
        sheet.line(TITLE, say("来电与短信证据", "Evidence of calls and texts"));
        sheet.line(TEXT, say("案件：", "Case: ") + file.name());
        sheet.line(TEXT, say("生成时间（北京时间）：", "Made (Beijing time): ") + time(file.createdAt()));
        sheet.line(
                TEXT,
                say(
                        "以下是举报人的陈述。收据证明这些陈述何时提交且此后未被改动，不证明其内容。号码可能是伪造显示的，号码的主人未必是来电者。",
                        "What follows is what the reporter states. Receipts prove when it was stated and that it was not changed since,"
                                + " not that it is true. Numbers can be forged: whoever holds one need not be who called."));
        timeline();
        numbers();
        rules();
        channels();
        receipts();
    }

    private void timeline() throws IOException {
        sheet.heading(HEADING, say("一、时间线", "1. Timeline"));
        sheet.line(TEXT, say(file.verdicts().zh(), file.verdicts().en()));
        for (CaseFile.Contact contact : file.timeline()) {
            sheet.line(
                    TEXT,
                    time(contact.occurredAt()) + "  " + contact.number() + "  "
                            + say(contact.channel().equals("sms") ? "短信" : "电话", contact.channel()) + "  "
                            + Words.category(contact.category(), chinese));
            if (!contact.facts().isEmpty()) {
                sheet.indented(TEXT, say("事实：", "Facts: ") + Words.facts(contact.facts(), chinese));
            }
            if (contact.claimedInstitution() != null) {
                CaseFile.Claimed claimed = contact.claimed();
                sheet.indented(
                        TEXT,
                        say("自称：", "Claimed to be: ")
                                + contact.claimedInstitution()
                                + (claimed == null
                                        ? ""
                                        : say("；名录核对：", "; registry: ") + Words.outcome(claimed.result(), chinese)));
            }
            if (contact.verdict() != null) {
                verdict(contact.verdict());
            }
            if (contact.note() != null) {
                sheet.indented(TEXT, say("记录：", "Note: ") + contact.note());
            }
        }
    }

    private void verdict(CaseFile.Brief verdict) throws IOException {
        sheet.indented(
                TEXT,
                say("当时评分：", "Score at that time: ") + verdict.score() + " (" + Words.level(verdict.level(), chinese)
                        + ")");
        CaseFile.Campaign campaign = verdict.campaign();
        if (campaign != null) {
            sheet.indented(
                    TEXT,
                    say(
                            "计入所属团伙 " + campaign.id() + " 的份额：" + campaign.share() + "，另有 " + campaign.others()
                                    + " 个号码",
                            "Includes a share of the campaign " + campaign.id() + ": " + campaign.share() + ", "
                                    + campaign.others() + " other numbers"));
        }
    }

    private void numbers() throws IOException {
        sheet.heading(HEADING, say("二、号码", "2. Numbers"));
        for (CaseFile.Number number : file.numbers()) {
            sheet.line(
                    TEXT,
                    number.number() + "  " + number.kind() + "  "
                            + say(number.contacts() + " 次", number.contacts() + " contacts")
                            + (number.registeredFor() == null
                                    ? ""
                                    : say("  登记：", "  registered for: ") + number.registeredFor())
                            + (number.imitates() == null ? "" : say("  模仿官方号码 ", "  imitates ") + number.imitates()));
        }
    }

    private void rules() throws IOException {
        sheet.heading(HEADING, say("三、可能违反的规则", "3. Rules possibly broken"));
        for (CaseFile.Broken broken : file.rules()) {
            RuleSet.Rule rule = broken.rule();
            sheet.line(
                    TEXT,
                    say(
                            rule.zh() + "（" + broken.contacts() + " 次）",
                            rule.en() + " (" + broken.contacts() + " contacts)"));
            RuleSet.Citation citation = rule.citation();
            if (citation != null) {
                sheet.indented(
                        TEXT, say(citation.zh(), citation.en()) + "  " + Objects.requireNonNullElse(rule.source(), ""));
            }
            RuleSet.Citation note = rule.sourceNote();
            if (note != null) {
                sheet.indented(TEXT, say(note.zh(), note.en()));
            }
        }
        if (file.rules().isEmpty()) {
            sheet.line(TEXT, say("没有陈述相关事实。", "No such fact is stated."));
        }
    }

    private void channels() throws IOException {
        sheet.heading(HEADING, say("四、可以找谁", "4. Whom to turn to"));
        for (Channels.Channel channel : file.channels()) {
            sheet.line(TEXT, channel.number() + "  " + say(channel.zh(), channel.en()));
        }
    }

    private void receipts() throws IOException {
        sheet.heading(HEADING, say("五、收据", "5. Receipts"));
        for (CaseFile.Receipt receipt : file.receipts()) {
            sheet.line(
                    TEXT,
                    receipt.report()
                            + (receipt.index() == null
                                    ? say("  无收据", "  no receipt")
                                    : say("  日志第 ", "  in the log at ") + receipt.index()));
        }
        sheet.line(TEXT, say("日志检查点：", "The log's checkpoint:"));
        for (String line : file.log().checkpoint().split("\n")) {
            sheet.indented(TEXT, line);
        }
        sheet.line(TEXT, say("公钥：", "Public key: ") + file.log().publicKey());
        sheet.line(
                TEXT,
                say(
                        "核对本证据包：java -jar quarkus-run.jar verify 证据包.zip",
                        "To check the bundle: java -jar quarkus-run.jar verify bundle.zip"));
    }

    private String say(String zh, @Nullable String en) {
        return chinese ? zh : String.valueOf(en);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
