/** Real servers that tests run against, started from resolved packages; no container runtime is needed. */
@NullMarked
package org.zhenhao.testing;

import org.jspecify.annotations.NullMarked;
