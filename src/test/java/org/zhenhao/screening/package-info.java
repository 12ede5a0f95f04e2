/** Tests of screening lists. */
@NullMarked
package org.zhenhao.screening;

import org.jspecify.annotations.NullMarked;
