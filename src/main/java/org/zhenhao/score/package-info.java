/** The scoring model: tallies, decay, blocks, levels, reasons. Pure functions with the time passed in; no I/O, no framework. */
@NullMarked
package org.zhenhao.score;

import org.jspecify.annotations.NullMarked;
