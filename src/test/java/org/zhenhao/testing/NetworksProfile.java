package org.zhenhao.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Everybody calls from a network of his own, told by a trusted proxy. */
public final class NetworksProfile extends AdminKeyProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new LinkedHashMap<>(super.getConfigOverrides());
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        return settings;
    }
}
