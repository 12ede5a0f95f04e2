/** Tells integrators of published changes by HTTP: signed, retried, and nowhere that is not public. */
@NullMarked
package org.zhenhao.webhook;

import org.jspecify.annotations.NullMarked;
