@NullMarked
package org.zhenhao.score;

import org.jspecify.annotations.NullMarked;
