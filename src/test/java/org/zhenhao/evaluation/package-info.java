/** Judges the scoring model: simulated worlds with attacks, real complaints, baselines, ablations. Run by {@code -Pevaluation}. */
@NullMarked
package org.zhenhao.evaluation;

import org.jspecify.annotations.NullMarked;
