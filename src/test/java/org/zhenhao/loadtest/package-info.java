/** What the measuring scripts need and the product does not: a generator of stores, and a client that keeps its rate. */
@NullMarked
package org.zhenhao.loadtest;

import org.jspecify.annotations.NullMarked;
