@NullMarked
package org.zhenhao.registry;

import org.jspecify.annotations.NullMarked;
