package org.zhenhao.lookup;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(Setup.H2.class)
class LookupOnH2Test extends LookupConformance {}
