package org.zhenhao.dispute;

import jakarta.inject.Singleton;
import org.zhenhao.problem.Text;

/** The proof that a moderator takes by hand: he looks at a letter or a bill, or calls back, and says so. */
@Singleton
class ManualProof implements ControlProof {
    static final String METHOD = "manual";

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Text begin(String disputeId, String numberKey) {
        return new Text(
                "请凭申诉编号向运营方出示运营商账单、证明，或在该号码上接听回拨。不要把证件照片发到这里。",
                "Show the operator a bill or a letter of your carrier under the dispute's number, or take a call on the number."
                        + " Do not send pictures of papers here.");
    }

    /** Nothing that is typed in proves it. */
    @Override
    public boolean check(String disputeId, String numberKey, String answer) {
        return false;
    }
}
