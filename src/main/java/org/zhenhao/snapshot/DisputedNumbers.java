package org.zhenhao.snapshot;

/** Tells which numbers whatever is published leaves out until a dispute is settled. Thread-safe. */
@FunctionalInterface
public interface DisputedNumbers {
    /** Whether the number of this canonical form is left out now. No I/O. */
    boolean contains(String numberKey);
}
