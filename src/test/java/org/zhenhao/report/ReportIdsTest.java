package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReportIdsTest {
    private static final Clock STILL = Clock.fixed(Instant.parse("2026-11-21T09:00:00Z"), ZoneOffset.UTC);

    @Test
    void next_clockStandsStill_stillRises() {
        ReportIds ids = new ReportIds(STILL);
        long last = 0;
        for (int i = 0; i < 20_000; i++) {
            long id = ids.next();
            assertThat(id).isGreaterThan(last);
            last = id;
        }
    }

    @Test
    void next_clockGoesBack_stillRises() {
        Instant[] now = {Instant.parse("2026-11-21T09:00:00Z")};
        InstantSource source = () -> now[0];
        ReportIds ids = new ReportIds(source.withZone(ZoneOffset.UTC));
        long before = ids.next();
        now[0] = now[0].minusSeconds(3_600);
        assertThat(ids.next()).isGreaterThan(before);
    }

    @Property
    void parse_textOfAnId_givesItBack(@ForAll @LongRange(min = 0) long id) {
        assertThat(ReportIds.parse(ReportIds.text(id))).isEqualTo(id);
    }

    @Property
    void parse_anyText_neverThrows(@ForAll String text) {
        assertThat(ReportIds.parse(text)).isGreaterThanOrEqualTo(-1);
    }
}
