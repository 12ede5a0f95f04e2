@NullMarked
package org.zhenhao.dialer;

import org.jspecify.annotations.NullMarked;
