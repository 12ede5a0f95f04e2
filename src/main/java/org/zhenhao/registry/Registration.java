package org.zhenhao.registry;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;

/**
 * What the registry says of a number.
 *
 * @param institutionId whose number it is
 * @param name the institution's name; where no English one is known, the Chinese one stands for both
 * @param role what the number is to the institution
 * @param purpose what the number is for, in the source's words, if it says so
 * @param source where this is known from
 */
public record Registration(
        String institutionId,
        Label name,
        Role role,
        @Nullable String purpose,
        String source) {}
