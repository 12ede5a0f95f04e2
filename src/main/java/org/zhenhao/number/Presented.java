package org.zhenhao.number;

import org.jspecify.annotations.Nullable;

/**
 * A caller id after reading its characters: plain digits and what stood around them.
 *
 * @param plus whether a plus sign stood before the digits
 * @param digits ASCII digits, 2 to 32
 * @param extension digits behind an extension mark
 * @param lastGroup how many digits stood behind the last hyphen, 0 if there was none
 */
record Presented(boolean plus, String digits, @Nullable String extension, int lastGroup) {}
