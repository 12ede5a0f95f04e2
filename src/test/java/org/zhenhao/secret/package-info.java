@NullMarked
package org.zhenhao.secret;

import org.jspecify.annotations.NullMarked;
