package org.zhenhao.registry;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;

/**
 * That something belongs to an institution.
 *
 * @param institutionId id of the institution
 * @param name the institution's name
 * @param role what the number is to the institution
 * @param purpose what it is for, in the source's words, if it says so
 * @param source where this is known from
 * @param agency the agency that uses it in the institution's name, if one does
 * @param shape what was registered: the number itself, or a range or base that it lies in
 * @param period when this holds
 */
public record Registration(
        String institutionId,
        Label name,
        Role role,
        @Nullable String purpose,
        String source,
        @Nullable Agency agency,
        Shape shape,
        Period period) {

    /**
     * An agency that acts for an institution.
     *
     * @param id as an institution
     */
    public record Agency(String id, Label name) {}
}
