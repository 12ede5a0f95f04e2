/** What devices download to decide without asking: compact lists and their deltas, and the formats of phones and gateways. */
@NullMarked
package org.zhenhao.feed;

import org.jspecify.annotations.NullMarked;
