/** Zhenhao: tells who is calling or texting, and whether to trust it. */
@NullMarked
package org.zhenhao;

import org.jspecify.annotations.NullMarked;
