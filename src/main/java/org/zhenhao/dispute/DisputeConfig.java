package org.zhenhao.dispute;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of disputes. */
@ConfigMapping(prefix = "zhenhao.disputes")
interface DisputeConfig {
    /** Days within which a dispute is to be decided, 1 to 60. */
    @WithDefault("7")
    int decideWithinDays();

    /** Disputes that one key or network may open in a day. */
    @WithDefault("5")
    int openedPerDay();

    /** Days for which a number whose dispute was rejected cannot be disputed again. */
    @WithDefault("30")
    int pauseAfterRejectionDays();

    /** Open disputes without proof that one key or network may have. */
    @WithDefault("10")
    int unprovenPerOpener();

    /**
     * Disputes without proof, of whomever, that take their numbers off published lists within a day. Those beyond are shown as disputed,
     * and leave the lists with their proof.
     */
    @WithDefault("50")
    int unprovenPerDay();
}
