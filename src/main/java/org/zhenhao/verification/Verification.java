package org.zhenhao.verification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Label;

/**
 * The answer to a claim.
 *
 * @param outcome the worst of the findings
 * @param institution whom the caller claims to be, null if nobody known
 * @param institutionId his id in the registry, null if he has none
 * @param callBack canonical number to call back, null if none is known
 * @param nearMiss the official number that his imitates, null if none
 * @param findings what each check found, never empty
 */
public record Verification(
        Outcome outcome,
        @Nullable Label institution,
        @Nullable String institutionId,
        @Nullable String callBack,
        @Nullable NearMiss nearMiss,
        List<Finding> findings) {}
