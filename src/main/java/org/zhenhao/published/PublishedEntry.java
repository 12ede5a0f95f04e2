package org.zhenhao.published;

import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/**
 * One number as published lists show it.
 *
 * @param key canonical number
 * @param kind what it is
 * @param level {@link Level#ELEVATED} or {@link Level#HIGH}
 * @param band the score cut to a multiple of ten, 0 to 100
 * @param category the greatest category among those that say unwanted
 * @param reporters how many people reported it: 3, 5, 10, 20, 50 or 100, never more than did
 */
public record PublishedEntry(String key, NumberKind kind, Level level, int band, Category category, int reporters) {}
