@NullMarked
package org.zhenhao;

import org.jspecify.annotations.NullMarked;
