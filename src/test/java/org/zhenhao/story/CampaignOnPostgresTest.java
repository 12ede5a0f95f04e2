package org.zhenhao.story;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.zhenhao.testing.PostgresProfile;

@QuarkusTest
@TestProfile(PostgresProfile.class)
class CampaignOnPostgresTest extends CampaignEndpointTest {}
