@NullMarked
package org.zhenhao.store;

import org.jspecify.annotations.NullMarked;
