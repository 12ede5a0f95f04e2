package org.zhenhao.verification;

import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Text;

/** What people are told about a claim. */
public final class ClaimTexts {
    private ClaimTexts() {}

    /** A canonical number as one dials it. */
    public static @Nullable String dialled(@Nullable String key) {
        if (key == null) {
            return null;
        }
        int area = key.indexOf(";area=");
        String code = area < 0 ? key : key.substring(0, area);
        return code.startsWith("CN-") ? code.substring(3) : code;
    }

    /** What to do about a claim. */
    public static Text advice(Verification found) {
        String number = dialled(found.callBack());
        String zh = number == null ? "请挂断，通过官方网站找到号码后自己拨打。" : "请挂断，自己拨打官方号码 " + number + " 核实。";
        String en = number == null
                ? "Hang up, find the number on the official website and dial it yourself."
                : "Hang up and dial the official number " + number + " yourself.";
        return switch (found.outcome()) {
            case CONFIRMED ->
                new Text(
                        "与名录相符，但来电显示可以伪造。涉及转账、验证码时" + zh,
                        "It agrees with the registry, but a caller id can be forged. Where money or codes are asked for: "
                                + en);
            case CONTRADICTED ->
                new Text("与名录不符，很可能是冒充。" + zh, "It disagrees with the registry: probably an impostor. " + en);
            case EXPIRED -> new Text("登记已过期。" + zh, "The entry has expired. " + en);
            case NOT_LISTED -> new Text("名录未记载，不能证明身份。" + zh, "The registry says nothing, which proves nothing. " + en);
            case REGISTRY_STALE ->
                new Text("名录已久未更新，不能据此判断。" + zh, "The registry is out of date and cannot tell. " + en);
        };
    }
}
