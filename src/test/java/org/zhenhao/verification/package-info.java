@NullMarked
package org.zhenhao.verification;

import org.jspecify.annotations.NullMarked;
