@NullMarked
package org.zhenhao.published;

import org.jspecify.annotations.NullMarked;
