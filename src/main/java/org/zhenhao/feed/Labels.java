package org.zhenhao.feed;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.Text;
import org.zhenhao.score.Category;

/** What a phone shows of a listed caller: that it was reported, and as what. Never that its holder did anything. */
final class Labels {
    private static final Text ANY = new Text("被举报号码", "Reported number");
    private static final Map<Category, Text> BY_CATEGORY = new EnumMap<>(Category.class);

    static {
        put(Category.LEGITIMATE, "号码", "Number");
        put(Category.DEBT_COLLECTION, "被举报：催收", "Reported: debt collection");
        put(Category.DEBT_COLLECTION_HARASSMENT, "被举报：催收骚扰", "Reported: debt collection harassment");
        put(Category.THIRD_PARTY_CONTACT, "被举报：骚扰联系人", "Reported: contacting third parties");
        put(Category.THREAT, "被举报：威胁", "Reported: threats");
        put(Category.IMPERSONATION, "被举报：冒充", "Reported: impersonation");
        put(Category.FRAUD, "被举报：疑似诈骗", "Reported: suspected fraud");
        put(Category.PHISHING, "被举报：疑似钓鱼", "Reported: suspected phishing");
        put(Category.SMS_BOMBING, "被举报：短信轰炸", "Reported: SMS bombing");
        put(Category.CALL_BOMBING, "被举报：电话轰炸", "Reported: call bombing");
        put(Category.TELEMARKETING, "被举报：推销", "Reported: telemarketing");
        put(Category.ROBOCALL, "被举报：机器人来电", "Reported: robocall");
        put(Category.SILENT_CALL, "被举报：无声来电", "Reported: silent calls");
        put(Category.SURVEY, "被举报：调查", "Reported: survey");
        put(Category.POLITICAL, "被举报：政治宣传", "Reported: political calls");
        put(Category.GAMBLING, "被举报：赌博", "Reported: gambling");
        put(Category.LOAN_OFFER, "被举报：贷款推销", "Reported: loan offers");
        put(Category.OTHER_UNWANTED, "被举报：其他骚扰", "Reported: unwanted");
    }

    private Labels() {}

    private static void put(Category category, String zh, String en) {
        BY_CATEGORY.put(category, new Text(zh, en));
    }

    static String of(@Nullable Category category, Language language) {
        return (category == null ? ANY : BY_CATEGORY.getOrDefault(category, ANY)).in(language);
    }
}
