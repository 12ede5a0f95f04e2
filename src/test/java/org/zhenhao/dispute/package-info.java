@NullMarked
package org.zhenhao.dispute;

import org.jspecify.annotations.NullMarked;
