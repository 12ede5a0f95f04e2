package org.zhenhao.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    @Test
    void bundledSets_citeWhatTheyAreTakenFrom() {
        assertThat(RuleSet.bundled("neutral").rules())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.citation()).isNull());
        assertThat(RuleSet.bundled("cn").rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.citation()).isNotNull();
            assertThat(rule.source()).startsWith("http");
            assertThat(rule.sourceNote()).isNotNull().satisfies(note -> {
                // How the text was read: the law itself in a copy, a quotation of it, or what others say of it.
                assertThat(note.zh()).containsAnyOf("核对", "引用", "二手来源");
                if (note.zh().contains("二手来源")) {
                    assertThat(note.en()).containsIgnoringCase("secondary source");
                } else {
                    assertThat(note.en()).containsAnyOf("compared", "quotation");
                }
            });
        });
    }

    @Test
    void breaches_reportedByFewerThanThree_areNone() {
        RuleSet rules = RuleSet.bundled("cn");

        assertThat(conduct(ConductFact.OUTSIDE_HOURS, 2).breaches(rules)).isEmpty();
        assertThat(conduct(ConductFact.OUTSIDE_HOURS, 3).breaches(rules))
                .extracting(breach -> breach.rule().id())
                .containsExactly("hours");
        assertThat(conduct(ConductFact.REFUSED_IDENTITY, 9).breaches(rules)).isEmpty();
        assertThat(conduct(ConductFact.REFUSED_IDENTITY, 9).breaches(RuleSet.bundled("neutral")))
                .hasSize(1);
    }

    @Test
    void read_unknownFactOrDoubleId_isRefused() {
        String rule = "{\"id\":\"a\",\"facts\":[\"%s\"],\"zh\":\"x\",\"en\":\"x\"}";
        assertThatIllegalArgumentException().isThrownBy(() -> read(String.format(rule, "sang_loudly")));
        String known = String.format(rule, "threatened");
        assertThatIllegalArgumentException().isThrownBy(() -> read(known + "," + known));
    }

    private static RuleSet read(String rules) throws java.io.IOException {
        return RuleSet.read(("{\"id\":\"t\",\"zh\":\"t\",\"en\":\"t\",\"rules\":[" + rules + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Conduct conduct(ConductFact fact, int people) {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(ConductFact.values().length, 0));
        counts.set(fact.ordinal(), people);
        return new Conduct(people, counts, 0);
    }
}
