package org.zhenhao.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FirstStartTest {
    @Inject
    Keys keys;

    @Test
    void ensureAdmin_secondTime_makesNone() {
        // The start made the first one.
        assertThat(keys.ensureAdmin()).isNull();
        assertThat(keys.list()).anySatisfy(key -> {
            assertThat(key.id).isEqualTo(Caller.ADMIN);
            assertThat(key.prefix).startsWith("zh_admin_").hasSize(13);
            assertThat(key.scopes).isEqualTo(Scope.join(Scope.all()));
        });
    }
}
