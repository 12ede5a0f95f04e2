@NullMarked
package org.zhenhao.problem;

import org.jspecify.annotations.NullMarked;
