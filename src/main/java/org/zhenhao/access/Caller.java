package org.zhenhao.access;

import java.util.Set;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/**
 * Who sent a request.
 *
 * @param id of the key, or {@link #ANONYMOUS}
 * @param scopes what the caller may do, unmodifiable
 * @param trusted whether an operator vouches for the reporters this key names
 * @param network the address the request came from, cut to /24 (IPv4) or /48 (IPv6), such as {@code 203.0.113.0/24};
 *     {@code unknown} where the connection has none
 * @param limits what the key may spend, where it differs from the others
 */
public record Caller(String id, Set<Scope> scopes, boolean trusted, String network, Limits limits) {
    /** The id of the key that the operator set or that the first start made. */
    public static final String ADMIN = "admin";

    /** The id of callers without a key. */
    public static final String ANONYMOUS = "anonymous";

    private static final String CHALLENGE = "Bearer realm=\"zhenhao\", Basic realm=\"zhenhao\", charset=\"UTF-8\"";

    /** Whether no key was presented. */
    public boolean anonymous() {
        return id.equals(ANONYMOUS);
    }

    /** Whether the caller may do this. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /**
     * Lets a caller with the scope pass.
     *
     * @throws ProblemException 401 for a caller without a key, 403 for a key without the scope
     */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw refusal(scope);
        }
    }

    /**
     * Lets a caller with one of two scopes pass.
     *
     * @throws ProblemException as {@link #require} with the first
     */
    public void requireEither(Scope scope, Scope other) {
        if (!scopes.contains(other)) {
            require(scope);
        }
    }

    private ProblemException refusal(Scope scope) {
        ProblemCode code = anonymous() ? ProblemCode.KEY_REQUIRED : ProblemCode.SCOPE_MISSING;
        ProblemException problem = ProblemException.of(code, "需要权限 %s", "This needs the scope %s", scope.wire())
                .with("scope", scope.wire());
        return anonymous() ? challenge(problem) : problem;
    }

    static ProblemException challenge(ProblemException problem) {
        return problem.withHeader("WWW-Authenticate", CHALLENGE);
    }
}
