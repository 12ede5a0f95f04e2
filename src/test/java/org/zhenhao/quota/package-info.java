@NullMarked
package org.zhenhao.quota;

import org.jspecify.annotations.NullMarked;
