/** The server's secret and the keyed pseudonyms made with it. Depends on nothing but the store's start order. */
@NullMarked
package org.zhenhao.secret;

import org.jspecify.annotations.NullMarked;
