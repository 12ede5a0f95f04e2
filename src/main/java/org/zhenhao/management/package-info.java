/** What operators and their tools look at: a port apart for health and metrics, and facts about the build. */
@NullMarked
package org.zhenhao.management;

import org.jspecify.annotations.NullMarked;
