/** Error codes and their answers, RFC 9457 {@code application/problem+json}, in Chinese and English. */
@NullMarked
package org.zhenhao.problem;

import org.jspecify.annotations.NullMarked;
