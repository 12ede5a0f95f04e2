/** The relational store's set-up: which database, how to reach it, its schema. Everyone who keeps rows may use it. */
@NullMarked
package org.zhenhao.store;

import org.jspecify.annotations.NullMarked;
