/** Who calls the API and what they may do: keys, scopes, callers. Resolved from memory, without I/O on a request. */
@NullMarked
package org.zhenhao.access;

import org.jspecify.annotations.NullMarked;
