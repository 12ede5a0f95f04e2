package org.zhenhao.problem;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Endpoints that fail in the ways endpoints do. */
@Path("/failing")
@Produces("application/json")
public class FailingResource {
    record Body(int count, List<Part> parts, Colour colour, Instant at) {}

    record Part(String name) {}

    enum Colour {
        RED,
        GREEN
    }

    @POST
    @Consumes("application/json")
    @Operation(hidden = true)
    public Body echo(Body body) {
        return body;
    }

    @GET
    @Path("/problem")
    @Operation(hidden = true)
    public String problem() {
        throw ProblemException.of(ProblemCode.OVERLOADED, "队列已满：%d", "The queue is full: %d", 7)
                .retryAfter(3)
                .with("queue", 7);
    }

    @GET
    @Path("/bug")
    @Operation(hidden = true)
    public String bug() {
        throw new IllegalStateException("secret detail");
    }

    @GET
    @Path("/store-away")
    @Operation(hidden = true)
    public String storeAway() {
        throw new IllegalStateException(new SQLException("gone", "08006"));
    }

    @GET
    @Path("/pool-empty")
    @Operation(hidden = true)
    public String poolEmpty() {
        throw new IllegalStateException(new SQLException("Sorry, acquisition timeout!"));
    }

    @GET
    @Path("/taken")
    @Operation(hidden = true)
    public String taken() {
        throw new IllegalStateException(new SQLException("duplicate", "23505"));
    }
}
