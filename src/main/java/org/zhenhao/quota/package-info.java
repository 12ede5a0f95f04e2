/** How much a caller may ask for in a time: quotas per key and per address, decided in memory. */
@NullMarked
package org.zhenhao.quota;

import org.jspecify.annotations.NullMarked;
