package org.zhenhao.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedisTargetTest {
    @Test
    void of_forms_areRead() {
        RedisTarget sentinels = RedisTarget.of("rediss-sentinel://u:p@a:1,b/2#m");
        assertThat(sentinels)
                .isEqualTo(new RedisTarget(
                        RedisTarget.Mode.SENTINEL, true, List.of("a:1", "b:26379"), "u:p@", "", 2, "m"));
        assertThat(sentinels.server("h:3")).isEqualTo("rediss://u:p@h:3/2");
        assertThat(sentinels.sentinel("a:1")).isEqualTo("rediss://a:1");
        assertThat(sentinels.toString()).doesNotContain("p@");
        assertThat(RedisTarget.of("redis://word@a,redis://word@b:7").mode()).isEqualTo(RedisTarget.Mode.CLUSTER);
        assertThat(RedisTarget.of("redis://word@a").server("a:1")).isEqualTo("redis://:word@a:1");
        assertThat(RedisTarget.of("redis://[::1]:7").addresses()).containsExactly("[::1]:7");
        for (String bad : new String[] {"http://a", "redis://", "redis-sentinel://a", "redis://a#m", "redis://a,b/1"}) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> RedisTarget.of(bad));
        }
    }
}
