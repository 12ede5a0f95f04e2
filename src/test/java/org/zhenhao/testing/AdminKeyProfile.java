package org.zhenhao.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Runs the service under test with an admin key that the test knows. */
public class AdminKeyProfile implements QuarkusTestProfile {
    /** A key with every scope. */
    public static final String ADMIN_KEY = "an-admin-key-for-tests";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("zhenhao.admin-key", ADMIN_KEY);
    }
}
