@NullMarked
package org.zhenhao.lookup;

import org.jspecify.annotations.NullMarked;
