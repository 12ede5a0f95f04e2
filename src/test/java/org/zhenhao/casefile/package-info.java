@NullMarked
package org.zhenhao.casefile;

import org.jspecify.annotations.NullMarked;
