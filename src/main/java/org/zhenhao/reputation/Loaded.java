package org.zhenhao.reputation;

import java.util.List;

/**
 * What a source answered.
 *
 * @param items in the order of the keys asked for, {@link Item#ABSENT} where there is none
 * @param tier the slowest tier that had to be asked
 */
public record Loaded(List<Item> items, Tier tier) {}
