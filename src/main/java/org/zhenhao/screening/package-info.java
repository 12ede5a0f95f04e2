/** Screens lists of any length: streams and jobs over the same pipeline as single lookups. */
@NullMarked
package org.zhenhao.screening;

import org.jspecify.annotations.NullMarked;
