package org.zhenhao.campaign;

/**
 * What it takes to link numbers. Each person has one voice for each number and mark, so that nobody links anything alone.
 *
 * @param people different people who report a mark, and as many networks, before it links
 * @param contactBookPeople people who report one case within a week before third parties are said to be contacted
 * @param contactBookNetworks networks that these come from
 */
record Rules(int people, int contactBookPeople, int contactBookNetworks) {
    static final long WEEK = 7 * 86_400L;
    /** A burst of neighbours. */
    static final long BURST = 3 * 86_400L;
    /** Networks that have to report a number before a signature or a burst puts it beside others. */
    static final int WEAK_NETWORKS = 2;
    /** A mark on more numbers than these means everybody's text, not a campaign. */
    static final int MOST_NUMBERS = 500;
    /** Networks on other numbers that make the inherited share full. */
    static final double FULL_OTHERS = 6;
    /** Networks on the number itself that make it full. */
    static final double FULL_OWN = 3;
    /** What a signature's share is worth beside a text's: anybody may write any name. */
    static final double SIGNATURE_SHARE = 0.3;
    /** Less agreement than this among those who report a mark, and it links nothing. */
    static final double LEAST_AGREEMENT = 0.5;

    static Rules of(CampaignSettings settings) {
        return new Rules(
                Math.max(2, settings.leastPeople()),
                Math.max(3, settings.contactBookPeople()),
                Math.max(2, settings.contactBookNetworks()));
    }
}
