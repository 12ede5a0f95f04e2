@NullMarked
package org.zhenhao.redis;

import org.jspecify.annotations.NullMarked;
