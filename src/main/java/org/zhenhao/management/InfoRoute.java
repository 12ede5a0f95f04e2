package org.zhenhao.management;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /q/info}: what is running, without anything that tells of its users or its secrets. */
@Singleton
final class InfoRoute {
    private final JsonObject info;

    @Inject
    InfoRoute(
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "zhenhao") String name) {
        this.info = new JsonObject()
                .put("application", new JsonObject().put("name", name).put("version", version))
                .put(
                        "java",
                        new JsonObject()
                                .put("version", Runtime.version().toString())
                                .put("vendor", System.getProperty("java.vendor")))
                .put(
                        "os",
                        new JsonObject()
                                .put("name", System.getProperty("os.name"))
                                .put("arch", System.getProperty("os.arch")));
    }

    void register(@Observes Router router) {
        router.get("/q/info").handler(context -> context.json(info));
    }
}
