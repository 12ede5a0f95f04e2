@NullMarked
package org.zhenhao.cli;

import org.jspecify.annotations.NullMarked;
