/** Numbers that belong together: victims in common, texts alike, signatures, neighbours in a burst. */
@NullMarked
package org.zhenhao.campaign;

import org.jspecify.annotations.NullMarked;
