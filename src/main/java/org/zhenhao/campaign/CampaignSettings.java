package org.zhenhao.campaign;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of campaigns. */
@ConfigMapping(prefix = "zhenhao.campaigns")
interface CampaignSettings {
    /** How old a contact may be to link numbers. */
    @WithDefault("P60D")
    Duration window();

    /** How long one key for cases is in use; it is accepted for as long again. */
    @WithDefault("P30D")
    Duration casePeriod();

    /** People, and networks, that have to report a case or a text before it links numbers. */
    @WithDefault("3")
    int leastPeople();

    /** People that have to report one case within a week before third parties are said to be contacted. */
    @WithDefault("5")
    int contactBookPeople();

    /** Networks that these have to come from. */
    @WithDefault("4")
    int contactBookNetworks();
}
