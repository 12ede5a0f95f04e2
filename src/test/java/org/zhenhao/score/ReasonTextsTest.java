package org.zhenhao.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.SpoofTell;

class ReasonTextsTest {
    private static final List<ReasonTexts> BOTH =
            List.of(ReasonTexts.in(Locale.SIMPLIFIED_CHINESE), ReasonTexts.in(Locale.ENGLISH));

    @Test
    void text_everyCode_hasWordsWithoutHoles() {
        for (ReasonTexts texts : BOTH) {
            for (ReasonCode code : ReasonCode.values()) {
                for (String first : List.of("1", "12")) {
                    String text = texts.text(new Assessment.Reason(code.wire(), List.of(first, "34")));
                    assertThat(text).isNotEqualTo(code.wire()).isNotBlank().doesNotContain("{", "}");
                }
            }
        }
    }

    @Test
    void name_everyWord_isTranslated() {
        for (ReasonTexts texts : BOTH) {
            for (Category category : Category.values()) {
                assertThat(texts.name(category))
                        .isNotEqualTo(category.wire() + "?")
                        .isNotBlank();
            }
            for (NumberKind kind : NumberKind.values()) {
                assertThat(texts.name(kind)).isNotEqualTo(kind.wire()).isNotBlank();
            }
            for (SpoofTell.Type tell : SpoofTell.Type.values()) {
                String wire = tell.name().toLowerCase(Locale.ROOT);
                assertThat(texts.text(new Assessment.Reason("spoof_shape", List.of(wire))))
                        .doesNotContain(wire);
            }
        }
        ReasonTexts chinese = ReasonTexts.in(Locale.CHINA);
        for (Category category : Category.values()) {
            assertThat(chinese.name(category)).isNotEqualTo(category.wire());
        }
        for (Level level : Level.values()) {
            assertThat(chinese.name(level)).isNotEqualTo(level.wire());
        }
        for (Action action : Action.values()) {
            assertThat(chinese.name(action)).isNotEqualTo(action.wire());
        }
    }

    @Test
    void text_arguments_areSetInAndTranslated() {
        Assessment.Reason reports = new Assessment.Reason("reports_recent", List.of("31", "30"));
        Assessment.Reason warning = new Assessment.Reason("minority_warning", List.of("call_bombing"));

        assertThat(ReasonTexts.in(Locale.US).text(reports)).isEqualTo("31 people reported it in the last 30 days");
        assertThat(ReasonTexts.in(Locale.CHINA).text(reports)).isEqualTo("近 30 天内有 31 人举报");
        assertThat(ReasonTexts.in(Locale.TAIWAN).text(warning)).contains("电话轰炸");
        assertThat(ReasonTexts.in(Locale.FRANCE).text(warning)).contains("call bombing");
    }

    @Test
    void text_unknownCode_isAnsweredAsItIs() {
        assertThat(BOTH.get(0).text(new Assessment.Reason("not_yet_known", List.of())))
                .isEqualTo("not_yet_known");
    }

    @Test
    void text_latestReportOfToday_isNotCalledZeroDaysOld() {
        for (String people : List.of("1", "45")) {
            Assessment.Reason reason = new Assessment.Reason("reports_ongoing", List.of(people, "0"));
            assertThat(ReasonTexts.in(Locale.ENGLISH).text(reason))
                    .contains("today")
                    .contains(people);
            assertThat(ReasonTexts.in(Locale.CHINA).text(reason)).contains("今天").contains(people);
        }
    }
}
