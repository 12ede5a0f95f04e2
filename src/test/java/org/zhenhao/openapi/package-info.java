/** Walks the OpenAPI document with hostile values and holds every answer against it. */
@NullMarked
package org.zhenhao.openapi;

import org.jspecify.annotations.NullMarked;
