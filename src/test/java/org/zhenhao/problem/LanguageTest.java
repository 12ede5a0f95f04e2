package org.zhenhao.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh|ZH",
                "zh-CN|ZH",
                "ZH-hant-TW;q=0.5|ZH",
                "en-GB|EN",
                "fr|EN",
                "fr,zh;q=0.1|ZH",
                "*|EN",
                "zhx|EN",
                "en;q=0.8,zh;q=0.9|ZH",
                "zh;q=0.8, en;q=0.9|EN",
                "zh;q=0|EN",
                "zh;q=x|EN",
                ",,;q=|EN",
                "''|EN"
            })
    void of_header_picksTheHighestRanked(String header, Language expected) {
        assertThat(Language.of(header)).isEqualTo(expected);
    }

    @Test
    void of_missingOrHuge_isEnglish() {
        assertThat(Language.of(null)).isEqualTo(Language.EN);
        assertThat(Language.of("zh,".repeat(1000))).isEqualTo(Language.EN);
    }
}
