@NullMarked
package org.zhenhao.k8s;

import org.jspecify.annotations.NullMarked;
