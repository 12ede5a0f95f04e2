package org.zhenhao.snapshot;

/** Tells which numbers are under dispute: whatever is published leaves them out until it is settled. Thread-safe. */
@FunctionalInterface
public interface DisputedNumbers {
    /** Whether the number of this canonical form is disputed now. No I/O. */
    boolean contains(String numberKey);
}
