/** Tallies by number: the relational store, Redis and the near cache in front of it, and the lookup that reads them. */
@NullMarked
package org.zhenhao.reputation;

import org.jspecify.annotations.NullMarked;
