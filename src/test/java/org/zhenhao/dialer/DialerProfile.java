package org.zhenhao.dialer;

import java.util.HashMap;
import java.util.Map;
import org.zhenhao.testing.AdminKeyProfile;

/** The service with the bundled sample of complaints, as every test of this package sees it. */
public final class DialerProfile extends AdminKeyProfile {
    /** A number that the sample makes {@code high}. */
    static final String BAD = "+13152328257";

    static final String REDRESS = "https://example.org/redress";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("zhenhao.demo", "true");
        settings.put("zhenhao.dialer.redress", REDRESS);
        settings.put("zhenhao.webhook.inside", "true");
        settings.put("zhenhao.webhook.retry", "1s");
        settings.put("zhenhao.webhook.attempts", "3");
        settings.put("zhenhao.quota.anonymous-lookups", "none");
        settings.put("zhenhao.quota.anonymous-others", "none");
        settings.put("zhenhao.dialer.rater", "rater.example.org");
        return settings;
    }
}
