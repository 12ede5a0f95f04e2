package org.zhenhao.evaluation;

import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;

/**
 * Somebody who calls or texts from one number for a while.
 *
 * @param number the number's key
 * @param kind its kind
 * @param role who it is
 * @param from day from which it calls
 * @param to day from which it no longer does
 * @param callsPerDay calls a day to people who do not know it
 * @param unwanted share of its calls that the called person does not want
 * @param category what its unwanted calls are about
 */
record Line(
        String number,
        NumberKind kind,
        Role role,
        double from,
        double to,
        double callsPerDay,
        double unwanted,
        Category category) {

    enum Role {
        PERSON(false),
        NEIGHBOUR(false),
        COURIER(false),
        BUSINESS(false),
        OFFICIAL(false),
        HONEST_COLLECTOR(false),
        COLLECTOR(true),
        SPAMMER(true),
        TELEMARKETER(true),
        FRAUD(true),
        GOOD_SENDER(false),
        BAD_SENDER(true),
        FORGER(true),
        RECYCLED_BAD(true),
        RECYCLED_GOOD(false);

        /** Whether it is in the nature of such a caller to be unwanted. */
        final boolean bad;

        Role(boolean bad) {
            this.bad = bad;
        }
    }

    boolean sms() {
        return kind == NumberKind.SMS_GATEWAY_106;
    }

    boolean activeIn(double begin, double end) {
        return from < end && to > begin;
    }

    /** Expected calls between two days. */
    double calls(double begin, double end) {
        return Math.max(0, Math.min(to, end) - Math.max(from, begin)) * callsPerDay;
    }
}
