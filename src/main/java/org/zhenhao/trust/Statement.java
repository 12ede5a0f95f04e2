package org.zhenhao.trust;

import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;

/**
 * A report before it is weighed.
 *
 * @param order breaks ties between reports of the same second and names the report within its number; any 64 bits
 * @param number key of the number
 * @param kind its kind
 * @param reporter the reporter's pseudonym, cut to 64 bits
 * @param network pseudonym of his network, 64 bits; 0 if unknown
 * @param category what he says
 * @param at time of the contact, Unix seconds
 */
public record Statement(
        long order, String number, NumberKind kind, long reporter, long network, Category category, long at) {

    /** The opinion it is once it has been weighed. */
    public Opinion opinion(Ruling ruling) {
        return new Opinion(order, reporter, network, category, at, ruling.weight(), ruling.tier(), ruling.state());
    }
}
