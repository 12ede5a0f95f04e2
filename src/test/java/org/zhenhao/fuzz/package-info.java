/** Foreign bytes for every parser: mutated samples in each run, Jazzer's coverage-guided search on request. */
@NullMarked
package org.zhenhao.fuzz;

import org.jspecify.annotations.NullMarked;
