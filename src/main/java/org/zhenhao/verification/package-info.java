/** Checks what callers say of themselves against the registry, and names numbers that imitate official ones. */
@NullMarked
package org.zhenhao.verification;

import org.jspecify.annotations.NullMarked;
