package org.zhenhao.quota;

import io.vertx.core.http.HttpMethod;
import java.util.Locale;

/** What a request uses up; each kind has a quota of its own. */
public enum Spending {
    /** One number asked about, in whatever form: a batch of ten spends ten. */
    LOOKUPS,
    /** One report. */
    REPORTS,
    /** One request of any other kind, and any whose key is not valid. */
    OTHERS;

    private static final String[] LOOKUP_PATHS = {
        "/v1/numbers", "/v1/cid", "/v1/ranges", "/v1/verifications", "/v1/messages", "/phoneblock/"
    };

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The word in headers and settings. */
    String wire() {
        return wire;
    }

    /** What a request to this path begins by spending, one of it. */
    static Spending of(HttpMethod method, String path) {
        for (String lookup : LOOKUP_PATHS) {
            if (path.startsWith(lookup)) {
                return LOOKUPS;
            }
        }
        return path.startsWith("/v1/reports") && method == HttpMethod.POST ? REPORTS : OTHERS;
    }
}
