/** How long what is kept, carried out and shown; sealing anew after a change of keys. */
@NullMarked
package org.zhenhao.privacy;

import org.jspecify.annotations.NullMarked;
