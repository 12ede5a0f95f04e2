package org.zhenhao.casefile;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The API's words as people read them; English ones are the words themselves without their underscores. */
final class Words {
    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("legitimate", "正常"),
            Map.entry("debt_collection", "催收"),
            Map.entry("debt_collection_harassment", "骚扰式催收"),
            Map.entry("third_party_contact", "联系第三人"),
            Map.entry("threat", "威胁"),
            Map.entry("impersonation", "冒充"),
            Map.entry("fraud", "诈骗"),
            Map.entry("phishing", "钓鱼"),
            Map.entry("sms_bombing", "短信轰炸"),
            Map.entry("call_bombing", "呼死你"),
            Map.entry("telemarketing", "推销"),
            Map.entry("robocall", "机器人电话"),
            Map.entry("silent_call", "静音电话"),
            Map.entry("survey", "调查"),
            Map.entry("political", "政治宣传"),
            Map.entry("gambling", "赌博"),
            Map.entry("loan_offer", "贷款推销"),
            Map.entry("other_unwanted", "其他骚扰"),
            Map.entry("refused_identity", "拒绝表明身份"),
            Map.entry("outside_hours", "深夜或清晨打扰"),
            Map.entry("too_frequent", "过于频繁"),
            Map.entry("third_party_told", "向第三人透露债务"),
            Map.entry("threatened", "威胁"),
            Map.entry("insulted", "辱骂"),
            Map.entry("claimed_bank", "自称银行"),
            Map.entry("claimed_court", "自称法院"),
            Map.entry("claimed_police", "自称公安"),
            Map.entry("claimed_lawyer", "自称律师"),
            Map.entry("false_consequence", "虚构后果"),
            Map.entry("knew_private_data", "掌握私人信息"),
            Map.entry("ignored_stop_request", "无视停止要求"),
            Map.entry("trusted", "可信"),
            Map.entry("unknown", "未知"),
            Map.entry("low", "低风险"),
            Map.entry("elevated", "较高风险"),
            Map.entry("high", "高风险"),
            Map.entry("confirmed", "相符"),
            Map.entry("contradicted", "不符"),
            Map.entry("not_listed", "未记载"),
            Map.entry("expired", "已过期"),
            Map.entry("registry_stale", "名录过旧"));

    private Words() {}

    static String category(String word, boolean chinese) {
        return chinese ? CHINESE.getOrDefault(word, word) : word.replace('_', ' ');
    }

    static String level(String word, boolean chinese) {
        return category(word, chinese);
    }

    static String outcome(String word, boolean chinese) {
        return category(word, chinese);
    }

    static String facts(List<String> words, boolean chinese) {
        return words.stream().map(word -> category(word, chinese)).collect(Collectors.joining(chinese ? "、" : ", "));
    }
}
