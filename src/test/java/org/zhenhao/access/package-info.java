@NullMarked
package org.zhenhao.access;

import org.jspecify.annotations.NullMarked;
