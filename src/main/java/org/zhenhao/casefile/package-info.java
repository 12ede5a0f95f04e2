/** Evidence for a complaint: what one reporter was told and when, with receipts, proofs, verdicts, rules and whom to turn to. */
@NullMarked
package org.zhenhao.casefile;

import org.jspecify.annotations.NullMarked;
