package org.zhenhao.access;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether clients have to show a certificate on the TLS port. The framework has a setting for it, but fixes it when the jar is
 * built.
 */
@Singleton
final class ClientCertificates implements HttpServerOptionsCustomizer {
    private final ClientAuth wanted;

    @Inject
    ClientCertificates(@ConfigProperty(name = "zhenhao.tls.client-auth", defaultValue = "none") ClientAuth wanted) {
        this.wanted = wanted;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setClientAuth(wanted);
    }
}
