package org.zhenhao.privacy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.zhenhao.problem.Text;

/** A kind of data that is kept for a time. Those with statements are erased by them, the others by {@link RetentionJob}. */
enum Kind {
    REPORTS(
            RetentionSettings::reports,
            new Text(
                    "举报及其全部附属信息（自接收起）；评分随之更新",
                    "reports with all that hangs on them, from their acceptance; scores follow")),
    NOTES(
            RetentionSettings::notes,
            new Text(
                    "举报人所写内容：备注、自称机构、证据摘要、案件名",
                    "what reporters wrote: notes, claimed institutions, hashes of evidence, names of cases")),
    CONDUCT(
            RetentionSettings::conduct,
            new Text("行为事实（自联系时间起）", "facts of conduct, from the contact"),
            "DELETE FROM conduct_fact WHERE report_id IN (SELECT report_id FROM conduct_fact WHERE contact_at < ? LIMIT 5000)"),
    TRACES(
            RetentionSettings::traces,
            new Text("用于发现团伙的标记（自联系时间起）", "marks by which campaigns are found, from the contact"),
            "DELETE FROM campaign_trace WHERE report_id IN (SELECT report_id FROM campaign_trace WHERE contact_at < ? LIMIT 5000)"),
    IDEMPOTENCY(
            RetentionSettings::idempotency,
            new Text("防重复提交的键（哈希）", "idempotency keys, as hashes"),
            "DELETE FROM idempotency WHERE key_hash IN (SELECT key_hash FROM idempotency WHERE accepted_at < ? LIMIT 5000)"),
    DISPUTES(
            RetentionSettings::disputes,
            new Text(
                    "已结束申诉的陈述、号码与申请来源（匿名统计保留）",
                    "statement, number and origin of closed disputes; the anonymous record stays"),
            "UPDATE dispute SET statement = '', number_key = '', opened_by = '', token_hash = '' WHERE statement <> ''"
                    + " AND state <> 'open' AND COALESCE(decided_at, opened_at) < ?"),
    CHANGES(
            RetentionSettings::changes,
            new Text("变更日志：哪些号码的评分何时变过", "the log of changes: which numbers' scores changed when"),
            // The last one stays: whoever reads on from an earlier one sees by it that there is a gap.
            "DELETE FROM change_log WHERE seq IN (SELECT seq FROM (SELECT seq, changed_at FROM change_log ORDER BY seq LIMIT 5000) t"
                    + " WHERE changed_at < ? AND seq < (SELECT seq FROM change_head WHERE id = 1))"),
    MODERATION(
            RetentionSettings::moderation,
            new Text("对举报人的处置记录", "what moderators and the model did to reporters"),
            "DELETE FROM reporter_act WHERE id IN (SELECT id FROM reporter_act WHERE at < ? LIMIT 5000)");

    private final Function<RetentionSettings, Duration> setting;
    private final Text text;
    private final List<String> statements;

    Kind(Function<RetentionSettings, Duration> setting, Text text, String... statements) {
        this.setting = setting;
        this.text = text;
        this.statements = List.of(statements);
    }

    Duration kept(RetentionSettings settings) {
        return setting.apply(settings);
    }

    Text text() {
        return text;
    }

    List<String> statements() {
        return statements;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
