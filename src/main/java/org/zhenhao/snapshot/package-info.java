/** The published state of all numbers: made from the store, signed, and read back by whoever holds the files. */
@NullMarked
package org.zhenhao.snapshot;

import org.jspecify.annotations.NullMarked;
