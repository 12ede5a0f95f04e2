/** How contacts were made, as people report it, held against named rule sets: apart from the score. */
@NullMarked
package org.zhenhao.conduct;

import org.jspecify.annotations.NullMarked;
