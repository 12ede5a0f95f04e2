@NullMarked
package org.zhenhao.message;

import org.jspecify.annotations.NullMarked;
