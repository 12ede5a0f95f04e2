/** The append-only log of receipts: a Merkle tree after RFC 6962 with signed checkpoints. Knows nothing of what it logs. */
@NullMarked
package org.zhenhao.evidence;

import org.jspecify.annotations.NullMarked;
