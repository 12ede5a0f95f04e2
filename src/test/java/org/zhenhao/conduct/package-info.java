@NullMarked
package org.zhenhao.conduct;

import org.jspecify.annotations.NullMarked;
