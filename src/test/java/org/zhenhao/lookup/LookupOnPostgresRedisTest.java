package org.zhenhao.lookup;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(Setup.PostgresRedis.class)
class LookupOnPostgresRedisTest extends LookupConformance {}
