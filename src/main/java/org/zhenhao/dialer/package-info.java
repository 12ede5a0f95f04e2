/** What phones, phone systems and gateways ask: plain answers, formats of others, hashed lookups, feeds of changes, texts. */
@NullMarked
package org.zhenhao.dialer;

import org.jspecify.annotations.NullMarked;
