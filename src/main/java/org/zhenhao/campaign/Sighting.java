package org.zhenhao.campaign;

/**
 * A trace of a report that counts now.
 *
 * @param report id of the report
 * @param number canonical number it is on
 * @param reporter who made it, 64 bits of his pseudonym
 * @param network pseudonym of his network
 * @param at Unix second of the contact
 * @param negative whether it says unwanted
 */
record Sighting(Trace trace, long report, String number, long reporter, long network, long at, boolean negative) {
    /** The same under another mark. */
    Sighting as(Trace other) {
        return new Sighting(other, report, number, reporter, network, at, negative);
    }
}
