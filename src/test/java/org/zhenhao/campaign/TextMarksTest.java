package org.zhenhao.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhenhao.secret.Pseudonyms;

class TextMarksTest {
    private static final String TEXT = "【某某金融】张三，您的借款已严重逾期，我方将于今日15:00前往您的户籍地走访并通知您的紧急联系人，如需协商请回电 %s 或点击 %s 处理";

    private final TextMarks marks = marks("a secret of some length");

    private static TextMarks marks(String secret) {
        return new TextMarks(Pseudonyms.under(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void texts_thatDifferInNumbersAndLinks_areAlike() {
        List<Trace> one = marks.of(TEXT.formatted("17012345678", "http://a1.cn/x8"));
        List<Trace> other = marks.of(TEXT.formatted("170 9999 0000", "t.cn/zzz").replace("张三", "李四四"));
        assertThat(apart(one, other)).isLessThanOrEqualTo(TextMarks.NEAR);
        assertThat(one.get(1)).isEqualTo(other.get(1));
        assertThat(apart(one, marks.of("【菜鸟驿站】您的包裹已到站，请凭取货码 3-2-1001 于今日取件，逾期将退回寄件人，谢谢配合")))
                .isGreaterThan(TextMarks.NEAR);
    }

    @Test
    void marks_ofAnotherSecret_haveNothingInCommon() {
        List<Trace> mine = marks.of(TEXT);
        List<Trace> theirs = marks("another secret of some length").of(TEXT);
        assertThat(apart(mine, theirs)).isGreaterThan(TextMarks.NEAR);
        assertThat(mine.get(1)).isNotEqualTo(theirs.get(1));
    }

    @Test
    void text_tooShortToTell_leavesNoFingerprint() {
        assertThat(marks.of("验证码 123456")).isEmpty();
        assertThat(marks.of("")).isEmpty();
    }

    private static int apart(List<Trace> one, List<Trace> other) {
        assertThat(one.get(0).kind()).isEqualTo(Trace.Kind.TEXT);
        return Long.bitCount(one.get(0).mark() ^ other.get(0).mark());
    }
}
