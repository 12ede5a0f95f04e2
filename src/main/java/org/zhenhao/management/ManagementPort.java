package org.zhenhao.management;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A port of its own for health, metrics and facts, where one is set: they then answer there and nowhere else. Without
 * one they answer beside the API. The framework has such a port too, but whether it exists is fixed when the jar is
 * built, and one jar is to serve a laptop and a cluster alike.
 */
@Singleton
final class ManagementPort {
    private static final String[] PATHS = {"/q/health", "/q/metrics", "/q/info"};
    private static final Pattern PLAIN = Pattern.compile("(/[a-zA-Z0-9_-]{1,100}){1,6}/?");
    private static final int FIRST = -950_000;
    private static final int IDLE_SECONDS = 120;
    private static final long START_SECONDS = 10;

    private final Vertx vertx;
    private final Optional<Integer> port;
    private final String host;
    private @Nullable Router router;
    private @Nullable HttpServer server;

    @Inject
    ManagementPort(
            Vertx vertx,
            @ConfigProperty(name = "zhenhao.management.port") Optional<Integer> port,
            @ConfigProperty(name = "zhenhao.management.host", defaultValue = "0.0.0.0") String host) {
        this.vertx = vertx;
        this.port = port;
        this.host = host;
    }

    void register(@Observes Router main) {
        this.router = main;
        if (port.isPresent()) {
            for (String path : PATHS) {
                main.route(path + "*").order(FIRST).handler(this::keepApart);
            }
        }
    }

    void start(@Observes StartupEvent event) throws Exception {
        if (port.isPresent()) {
            server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                    .requestHandler(this::handle);
            server.listen(port.get(), host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }

    /** The port it listens on, or -1. */
    int actualPort() {
        return server == null ? -1 : server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        if (router == null || !managed(request.path())) {
            request.response().setStatusCode(404).end();
            return;
        }
        router.handle(request);
    }

    /**
     * Whether a path is one of this port's, to the letter. The router reads a path in many spellings, with escapes and steps up, by
     * which the API would be reached from here, and cannot read some at all; no probe writes its path in any of them.
     */
    private static boolean managed(@Nullable String path) {
        if (path == null || !PLAIN.matcher(path).matches()) {
            return false;
        }
        for (String managed : PATHS) {
            if (path.equals(managed) || path.startsWith(managed + "/")) {
                return true;
            }
        }
        return false;
    }

    private void keepApart(RoutingContext context) {
        if (context.request().connection().localAddress().port() == actualPort()) {
            context.next();
        } else {
            context.fail(404);
        }
    }
}
