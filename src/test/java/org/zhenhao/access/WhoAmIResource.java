package org.zhenhao.access;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells a caller who it is taken for, on an event loop as a lookup is. */
@Path("/who-am-i")
@Produces("application/json")
public class WhoAmIResource {
    @Inject
    Callers callers;

    record Answer(String id, List<String> scopes, boolean trusted, String network, String thread) {}

    @GET
    @NonBlocking
    @Operation(hidden = true)
    public Answer who(@Context RoutingContext context) {
        Caller caller = callers.of(context);
        return new Answer(
                caller.id(),
                caller.scopes().stream().map(Scope::wire).toList(),
                caller.trusted(),
                caller.network(),
                Thread.currentThread().getName());
    }

    @GET
    @NonBlocking
    @Path("/feed")
    @RequiresScope(Scope.FEED)
    @Operation(hidden = true)
    public String feed() {
        return "{}";
    }
}
