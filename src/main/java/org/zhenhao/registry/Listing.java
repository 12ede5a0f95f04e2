package org.zhenhao.registry;

import org.jspecify.annotations.Nullable;

/**
 * A number to be entered, in canonical form.
 *
 * @param numberKey canonical number
 * @param role what it is to the institution
 * @param institution the institution's name
 * @param institutionEn its name in English, if known
 * @param category its trade, in the source's words, if known
 * @param purpose what the number is for, in the source's words, if known
 * @param source where this is known from
 */
record Listing(
        String numberKey,
        Role role,
        String institution,
        @Nullable String institutionEn,
        @Nullable String category,
        @Nullable String purpose,
        String source) {}
