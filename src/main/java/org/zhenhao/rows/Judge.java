package org.zhenhao.rows;

/** Says what is known of the numbers of a batch. The service asks its tiers; a client without a server reads a snapshot. */
@FunctionalInterface
public interface Judge {
    /**
     * Gives each row that has a number an opinion or a refusal. Blocks as long as it must.
     *
     * @throws InterruptedException if the thread is to end
     */
    void judge(Batch batch) throws InterruptedException;
}
