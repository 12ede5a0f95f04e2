/** Who reports, and how far to trust him: track records, judgements, the guard against concerted reports. No I/O. */
@NullMarked
package org.zhenhao.trust;

import org.jspecify.annotations.NullMarked;
