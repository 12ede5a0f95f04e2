package org.zhenhao.dispute;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.zhenhao.problem.Text;

/** The stated terms of a dispute. */
final class Terms {
    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("北京时间 yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Terms() {}

    static Text text(Instant due) {
        return new Text(
                "号码现已标注“有争议”。最迟于" + BEIJING.format(due) + " 作出附理由的决定；支持申诉时，不利举报即刻撤销，原举报人不能再使其上榜。逾期未决会公开计入申诉记录。",
                "The number is shown as disputed from now on. A reasoned decision comes by " + UTC.format(due)
                        + " at the latest. If it is upheld, what speaks against the number is overruled at once, and the same"
                        + " reporters cannot list it again. Disputes beyond the term are counted in the public record.");
    }
}
