@NullMarked
package org.zhenhao.management;

import org.jspecify.annotations.NullMarked;
