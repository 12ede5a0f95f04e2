package org.zhenhao.fuzz;

import java.io.IOException;
import java.util.List;

/** A parser of foreign bytes. Implementations have a public constructor without arguments. */
public interface FuzzTarget {
    /** Well-formed inputs to start from. */
    List<byte[]> seeds() throws IOException;

    /**
     * Parses, and throws only what callers of the parser are prepared for.
     *
     * @throws Expected around the exceptions with which the parser refuses
     */
    void parse(byte[] input) throws Exception;

    /** A refusal in the parser's own words. */
    final class Expected extends Exception {
        private static final long serialVersionUID = 1L;

        /** Wraps a refusal. */
        public Expected(Throwable refusal) {
            super(refusal);
        }
    }
}
