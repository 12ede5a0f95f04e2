package org.zhenhao.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How servers and clients prove who they are on {@code rediss://} connections. */
@ConfigMapping(prefix = "zhenhao.redis-tls")
public interface RedisTlsSettings {
    /** Certificates to trust: a PEM file, or a PKCS#12 or JKS store; none: those the JDK trusts. */
    Optional<String> truststore();

    /** Password of the store of trusted certificates. */
    Optional<String> truststorePassword();

    /** This replica's certificate and key, for servers that ask for one: a PKCS#12 or JKS store. */
    Optional<String> keystore();

    /** Password of the store with the key. */
    Optional<String> keystorePassword();

    /** Whether the certificate has to name the host that was asked for. */
    @WithDefault("true")
    boolean verifyHost();
}
