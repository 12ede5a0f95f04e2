@NullMarked
package org.zhenhao.trust;

import org.jspecify.annotations.NullMarked;
