package org.zhenhao.trust;

import org.zhenhao.number.NumberKind;

/**
 * A report that waits to be judged by what others say of the number later.
 *
 * @param due when, Unix seconds: some days after the contact
 * @param order names the report within its number
 * @param reporter the reporter's pseudonym, cut to 64 bits
 * @param number key of the number
 * @param kind its kind
 * @param negative whether the report says unwanted
 * @param chance the probability that the model gave to this opinion just before the report
 */
public record Hearing(
        long due, long order, long reporter, String number, NumberKind kind, boolean negative, double chance)
        implements Comparable<Hearing> {

    /** The order in which hearings are held: the earliest first, ties by what is the same in every store. */
    @Override
    public int compareTo(Hearing other) {
        int byDue = Long.compare(due, other.due);
        int byOrder = byDue != 0 ? byDue : Long.compare(order, other.order);
        int byReporter = byOrder != 0 ? byOrder : Long.compare(reporter, other.reporter);
        return byReporter != 0 ? byReporter : number.compareTo(other.number);
    }
}
