/** What happens to answers while real servers fail: a steady load whose every answer is compared with the truth. */
@NullMarked
package org.zhenhao.faults;

import org.jspecify.annotations.NullMarked;
