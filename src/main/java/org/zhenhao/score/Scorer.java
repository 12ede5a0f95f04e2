package org.zhenhao.score;

/** STUB */
public final class Scorer {
    public Scorer(Policy policy) {
        throw new UnsupportedOperationException("" + policy);
    }

    /** The assessment of the evidence at {@code now}, Unix seconds. */
    public Assessment assess(Evidence evidence, long now) {
        throw new UnsupportedOperationException("" + evidence + now);
    }
}
