package org.zhenhao.dispute;

import org.zhenhao.problem.Text;

/**
 * A way to prove that one holds a number: calling back, a code by text, a letter of the carrier. A deployment that has one
 * adds a bean of this type; the manual one is built in. Thread-safe.
 */
public interface ControlProof {
    /** The snake_case word by which a dispute asks for it. */
    String method();

    /**
     * Begins the proof, such as by sending a code.
     *
     * @param disputeId the dispute's id
     * @param numberKey the number, canonical
     * @return what the holder has to do now
     */
    Text begin(String disputeId, String numberKey);

    /**
     * Whether an answer proves it.
     *
     * @param answer what the holder sent, such as the code; at most 200 characters
     */
    boolean check(String disputeId, String numberKey, String answer);
}
