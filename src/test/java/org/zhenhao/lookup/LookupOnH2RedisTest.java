package org.zhenhao.lookup;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(Setup.H2Redis.class)
class LookupOnH2RedisTest extends LookupConformance {}
