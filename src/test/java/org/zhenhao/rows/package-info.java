/** Tests of reading and writing rows. */
@NullMarked
package org.zhenhao.rows;

import org.jspecify.annotations.NullMarked;
