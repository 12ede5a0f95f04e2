/** Report intake: reports, reporters, idempotency, withdrawal, imports, rebuilding of tallies. */
@NullMarked
package org.zhenhao.report;

import org.jspecify.annotations.NullMarked;
