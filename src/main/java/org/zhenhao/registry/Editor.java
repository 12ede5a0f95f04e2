package org.zhenhao.registry;

import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * Who changes the registry.
 *
 * @param who id of the key
 * @param institutionId the one institution whose entries he may change; null for all
 * @param institution its name
 * @param secondPerson whether his entries wait for somebody else's approval
 */
record Editor(
        String who,
        @Nullable String institutionId,
        @Nullable String institution,
        boolean secondPerson) {
    /** Whether he may change all entries. */
    boolean operator() {
        return institutionId == null;
    }

    boolean manages(String otherId) {
        return institutionId == null || institutionId.equals(otherId);
    }

    Source source() {
        return new Source(who, null, secondPerson);
    }

    /**
     * Lets a listing pass that he may bring in.
     *
     * @throws ProblemException if it is another institution's, or of a role that institutions cannot give themselves
     */
    void requireOwn(Listing listing) {
        if (institution != null && (!listing.institution().equals(institution) || listing.role() == Role.BUSINESS)) {
            throw ProblemException.of(
                    ProblemCode.SCOPE_MISSING,
                    "此密钥只能登记 %1$s 自己的条目",
                    "This key enters only what is %1$s's own",
                    institution);
        }
    }
}
