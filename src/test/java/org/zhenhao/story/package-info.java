/** The service as the people of its story meet it, from the first call to the decision. */
@NullMarked
package org.zhenhao.story;

import org.jspecify.annotations.NullMarked;
