@NullMarked
package org.zhenhao.reputation;

import org.jspecify.annotations.NullMarked;
