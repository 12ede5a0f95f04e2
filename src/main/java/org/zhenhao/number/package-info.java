/** Parses and classifies caller ids: kinds, numbering plans, spoof tells. No I/O, no framework. */
@NullMarked
package org.zhenhao.number;

import org.jspecify.annotations.NullMarked;
