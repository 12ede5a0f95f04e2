package org.zhenhao.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is granted with a key.
 *
 * @param trusted whether reports through it count as from separate people
 * @param expiresAt when it ends; null for never
 */
record KeyTerms(
        String name,
        Set<Scope> scopes,
        boolean trusted,
        @Nullable Instant expiresAt,
        Limits limits) {}
