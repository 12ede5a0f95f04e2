/** Disputes: how the holder of a number contests what is said of it, with a clock, a decision and a public record. */
@NullMarked
package org.zhenhao.dispute;

import org.jspecify.annotations.NullMarked;
