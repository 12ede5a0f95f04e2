package org.zhenhao.privacy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.zhenhao.testing.PostgresProfile;

@QuarkusTest
@TestProfile(PostgresProfile.class)
class PrivacyOnPostgresTest extends PrivacyTest {}
