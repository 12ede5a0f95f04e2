/** Lookups over HTTP: the questions, the verdict as JSON, health and metrics of answering. */
@NullMarked
package org.zhenhao.lookup;

import org.jspecify.annotations.NullMarked;
