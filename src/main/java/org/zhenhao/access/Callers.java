package org.zhenhao.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.store.CannotStart;

/**
 * Tells who sent a request, from memory: safe on an event loop. Thread-safe.
 *
 * <p>The address is that of the connection. Behind proxies, {@code quarkus.http.proxy.proxy-address-forwarding} and
 * {@code quarkus.http.proxy.trusted-proxies} name those whose forwarded address is believed; off by default.
 */
@Singleton
public final class Callers {
    private static final String KEPT = Caller.class.getName();
    private static final Set<Scope> DIAL_ALONE = Set.of(Scope.DIAL);

    private final Keys keys;
    private final Set<Scope> anonymousScopes;
    private final boolean forwarded;

    @Inject
    Callers(
            Keys keys,
            @ConfigProperty(name = "zhenhao.anonymous-scopes") Optional<String> anonymousScopes,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwarded) {
        this.keys = keys;
        this.forwarded = forwarded;
        this.anonymousScopes = scopes(anonymousScopes.orElse(""));
    }

    /**
     * The caller of a request; without a key, the anonymous one of its network. At the endpoints for phone systems the parameter
     * {@code key} is looked at too, if no header holds a key; it is taken only if {@link Scope#DIAL} is its one scope.
     *
     * @throws ProblemException 401 if a key is presented that is not valid
     */
    public Caller of(RoutingContext context) {
        Caller kept = context.get(KEPT);
        if (kept != null) {
            return kept;
        }
        Caller caller = resolve(context);
        context.put(KEPT, caller);
        return caller;
    }

    /** Where a request came from, as the trusted proxies tell it if there are any; null if that is not known. */
    public @Nullable SocketAddress address(HttpServerRequest request) {
        // The router's request would read the headers of proxies first, even where none is believed.
        return forwarded ? request.remoteAddress() : request.connection().remoteAddress();
    }

    private Caller resolve(RoutingContext context) {
        HttpServerRequest request = context.request();
        String network = Networks.of(address(request));
        String presented = Credentials.of(request);
        boolean inAddress = presented == null && forPhoneSystems(request.path());
        if (inAddress) {
            presented = request.getParam("key");
        }
        if (presented == null) {
            return new Caller(Caller.ANONYMOUS, anonymousScopes, false, network, Limits.DEFAULT);
        }
        Keys.Known known = keys.find(presented.strip());
        if (known == null) {
            throw Caller.challenge(ProblemException.of(
                    ProblemCode.KEY_UNKNOWN, "密钥不存在、已停用或已过期", "There is no such key, or it is disabled or expired"));
        }
        // Addresses end up in logs and histories, so only a key that can do nothing else is taken from one.
        if (inAddress && !known.scopes().equals(DIAL_ALONE)) {
            throw Caller.challenge(ProblemException.of(
                    ProblemCode.KEY_UNKNOWN, "地址中的密钥只能有 dial 权限", "A key in the address may have no scope but dial"));
        }
        return new Caller(known.id(), known.scopes(), known.trusted(), network, known.limits());
    }

    /** Whether an endpoint is made for phone systems and gateways, some of which can send no header. */
    private static boolean forPhoneSystems(String path) {
        return path.startsWith("/v1/cid") || path.startsWith("/v1/sms/");
    }

    private static Set<Scope> scopes(String configured) {
        try {
            return Scope.split(configured);
        } catch (IllegalArgumentException e) {
            throw CannotStart.because("zhenhao.anonymous-scopes: " + e.getMessage());
        }
    }
}
