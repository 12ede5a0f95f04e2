/** What may leave the service as a list: the rule for it, shared by every list, file and hashed lookup. */
@NullMarked
package org.zhenhao.published;

import org.jspecify.annotations.NullMarked;
