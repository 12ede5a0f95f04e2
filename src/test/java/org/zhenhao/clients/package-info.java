/** Real clients against the packaged service: {@code ./mvnw -Pclients verify}. */
@NullMarked
package org.zhenhao.clients;

import org.jspecify.annotations.NullMarked;
