@NullMarked
package org.zhenhao.snapshot;

import org.jspecify.annotations.NullMarked;
