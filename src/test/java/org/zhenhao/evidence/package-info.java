@NullMarked
package org.zhenhao.evidence;

import org.jspecify.annotations.NullMarked;
