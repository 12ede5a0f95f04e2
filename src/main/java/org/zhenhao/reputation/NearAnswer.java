package org.zhenhao.reputation;

import java.util.List;

/**
 * What the near cache answered.
 *
 * @param entries in the order of the keys asked for
 * @param stale whether some entry is past its lifetime and could not be loaded anew
 * @param tier the slowest tier that had to be asked
 */
record NearAnswer(List<NearEntry> entries, boolean stale, Tier tier) {}
