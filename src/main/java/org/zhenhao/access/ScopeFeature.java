package org.zhenhao.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Puts a check before each endpoint that names a scope, and nothing before the others. */
@Provider
public final class ScopeFeature implements DynamicFeature {
    /** Looked up when a request comes, for endpoints are set up before the configuration and the store are. */
    private final Instance<Callers> callers;

    private final CurrentVertxRequest request;

    @Inject
    ScopeFeature(Instance<Callers> callers, CurrentVertxRequest request) {
        this.callers = callers;
        this.request = request;
    }

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        RequiresScope required = endpoint.getResourceMethod().getAnnotation(RequiresScope.class);
        if (required == null) {
            required = endpoint.getResourceClass().getAnnotation(RequiresScope.class);
        }
        if (required != null) {
            context.register(new Check(required.value()));
        }
    }

    @Priority(Priorities.AUTHORIZATION)
    private final class Check implements ContainerRequestFilter {
        private final Scope scope;

        Check(Scope scope) {
            this.scope = scope;
        }

        @Override
        public void filter(ContainerRequestContext context) {
            callers.get().of(request.getCurrent()).require(scope);
        }
    }
}
