@NullMarked
package org.zhenhao.imports;

import org.jspecify.annotations.NullMarked;
