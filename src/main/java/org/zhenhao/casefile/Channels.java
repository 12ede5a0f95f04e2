package org.zhenhao.casefile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Category;

/** Whom to turn to, by category: the codes and what they are for are those of the bundled authorities, in mainland China. */
final class Channels {
    private static final Set<Category> CRIMES =
            EnumSet.of(Category.FRAUD, Category.PHISHING, Category.IMPERSONATION, Category.THREAT);
    private static final Set<Category> DEBTS =
            EnumSet.of(Category.DEBT_COLLECTION, Category.DEBT_COLLECTION_HARASSMENT, Category.THIRD_PARTY_CONTACT);

    private Channels() {}

    /**
     * One of them.
     *
     * @param number to dial
     * @param zh what for
     * @param en the same in English
     */
    record Channel(String number, String zh, String en) {}

    /**
     * The channels for some categories.
     *
     * @param callBack number of the institution that was claimed, null if none is known
     * @param court whether callers claimed to be a court
     */
    static List<Channel> of(Set<Category> categories, @Nullable String callBack, boolean court) {
        List<Channel> channels = new ArrayList<>();
        if (categories.stream().anyMatch(CRIMES::contains)) {
            channels.add(
                    new Channel("110", "受到威胁、人身危险或已经受骗，立即报警", "Threats, danger, or money lost: the police, at once"));
            channels.add(new Channel(
                    "96110", "疑似电信网络诈骗，向公安反诈中心咨询和举报", "Suspected telecom fraud: the police's anti-fraud centre"));
            channels.add(new Channel(
                    "12381",
                    "只发预警短信，不接受投诉；收到它的短信请重视",
                    "Sends fraud warnings by text and takes no complaints: heed them"));
        }
        if (categories.stream().anyMatch(DEBTS::contains)) {
            channels.add(new Channel(
                    "12378",
                    "银行、保险、消费金融公司及其委托的催收，向金融监管总局投诉",
                    "Banks, insurers, consumer lenders and their collectors: the financial regulator"));
        }
        if (court) {
            channels.add(new Channel(
                    "12368",
                    "有人自称法院，向法院核实案件和文书",
                    "Somebody claims to be a court: ask the courts about case and papers"));
        }
        if (callBack != null) {
            channels.add(new Channel(
                    callBack, "对方自称的机构：自己拨打核实、投诉", "The institution they claimed: dial it yourself, ask and complain"));
        }
        channels.add(new Channel(
                "12321", "骚扰电话、垃圾短信，向网络不良与垃圾信息举报受理中心举报", "Nuisance calls and spam texts: the 12321 centre"));
        return channels;
    }
}
