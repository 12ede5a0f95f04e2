package org.zhenhao.report;

import org.zhenhao.problem.Text;

/** Why a historic report cannot be taken; what comes behind it can. Carries no stack trace. */
public final class RefusedReportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Text text;

    /**
     * A refusal.
     *
     * @param code stable snake_case code
     * @param zh what is wrong, for a person; never the report's text
     * @param en the same in English
     */
    public RefusedReportException(String code, String zh, String en) {
        super(code, null, false, false);
        this.code = code;
        this.text = new Text(zh, en);
    }

    /** What is wrong, for a person. */
    public Text text() {
        return text;
    }

    /** The stable snake_case code. */
    public String code() {
        return code;
    }
}
