/** Lists of caller ids as text: finds rows and their number, adds columns of a verdict, leaves the rest as it came. */
@NullMarked
package org.zhenhao.rows;

import org.jspecify.annotations.NullMarked;
