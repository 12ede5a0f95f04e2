/** Report intake: reports, reporters, idempotency, withdrawal, moderation and appeals, rebuilding of tallies. */
@NullMarked
package org.zhenhao.report;

import org.jspecify.annotations.NullMarked;
