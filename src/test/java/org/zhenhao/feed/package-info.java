@NullMarked
package org.zhenhao.feed;

import org.jspecify.annotations.NullMarked;
