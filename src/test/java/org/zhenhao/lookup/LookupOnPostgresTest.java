package org.zhenhao.lookup;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(Setup.Postgres.class)
class LookupOnPostgresTest extends LookupConformance {}
