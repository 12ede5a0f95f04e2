/** Who officially holds a number. Looked up from memory; changed through the API, with a history of who changed what. */
@NullMarked
package org.zhenhao.registry;

import org.jspecify.annotations.NullMarked;
