@NullMarked
package org.zhenhao.webhook;

import org.jspecify.annotations.NullMarked;
