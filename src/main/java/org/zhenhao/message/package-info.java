/** Checks of text messages: who is said to write, what the text wants, and whether the two fit. Keeps no text. */
@NullMarked
package org.zhenhao.message;

import org.jspecify.annotations.NullMarked;
