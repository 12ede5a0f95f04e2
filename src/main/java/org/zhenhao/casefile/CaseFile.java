package org.zhenhao.casefile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.conduct.RuleSet;

/**
 * All that an evidence bundle says.
 *
 * @param format {@link #FORMAT}
 * @param name of the case, as its reporter calls it
 * @param timeline the contacts, the earliest first
 * @param verdicts how the verdicts as of each contact are made, and what they leave out
 * @param rules that the reported facts may be against, with how many contacts tell such a fact
 * @param channels whom to turn to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseFile(
        String format,
        String name,
        Instant createdAt,
        Log log,
        List<Contact> timeline,
        Said verdicts,
        List<Number> numbers,
        List<Broken> rules,
        List<Channels.Channel> channels,
        List<Receipt> receipts) {
    static final String FORMAT = "zhenhao-evidence/1";

    /** The log of receipts as it was when the bundle was made. */
    record Log(String checkpoint, String publicKey) {}

    /**
     * One contact.
     *
     * @param report id of the report
     * @param verdict what the service said of the number as of the contact; null if it can no longer tell
     * @param claimed what the registry says of the claimed institution now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Contact(
            String report,
            Instant occurredAt,
            Instant acceptedAt,
            String number,
            String channel,
            String category,
            List<String> facts,
            @Nullable String claimedInstitution,
            @Nullable Claimed claimed,
            @Nullable String note,
            @JsonRawValue @Nullable String evidence,
            @Nullable Brief verdict) {}

    /** What a claim came to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Claimed(
            String result,
            @Nullable String institution,
            @Nullable String callBack) {}

    /** The same in two languages. */
    record Said(String zh, String en) {
        /** How the verdicts as of each contact are made. */
        static final Said VERDICTS = new Said(
                "“当时评分”按联系时间及以前的举报重新计算；此后撤回、推翻或搁置的举报不再计入。号码当时已知属于某一团伙的，按现存的有限份额计入并注明；" + "此后才发现、或此后已断开的关联不计入。",
                "Scores \"at that time\" are made anew from the reports on contacts until then, without what was taken back, overruled or held back"
                        + " since. Where a number was known by then to belong to a campaign, its bounded share is counted, as it is stored now, and"
                        + " named; links found later, or cut since, are not counted.");
    }

    /**
     * The campaign that a verdict takes into account.
     *
     * @param others other numbers of it
     * @param share what the number inherits, 0 to 1, of what a campaign can give at most
     * @param links what it has in common with the others: {@code case_key}, {@code text}, {@code signature}, {@code block}
     */
    record Campaign(String id, int others, double share, List<String> links) {}

    /**
     * A verdict in short.
     *
     * @param campaign that it takes into account, null if none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Brief(
            int score,
            double confidence,
            String level,
            String action,
            @Nullable String category,
            @Nullable Campaign campaign) {}

    /** A number of the case. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Number(
            String number,
            String kind,
            int contacts,
            @Nullable String registeredFor,
            @Nullable String imitates) {}

    /** A rule. */
    record Broken(String rules, RuleSet.Rule rule, int contacts) {}

    /**
     * A receipt.
     *
     * @param leaf what was logged, JSON; its hash is the leaf
     * @param index its place in the log; null for a report that has none
     * @param proof hashes up to the checkpoint's root, base64
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(
            String report,
            String leaf,
            @Nullable Long index,
            @Nullable List<String> proof) {}
}
