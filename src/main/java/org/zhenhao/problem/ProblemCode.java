package org.zhenhao.problem;

import java.util.Locale;

/** The kinds of error a client can meet. The snake_case word and the HTTP status of each never change. */
public enum ProblemCode {
    BAD_REQUEST(400, Blame.USER, "请求有误", "The request is not acceptable"),
    MALFORMED_JSON(400, Blame.USER, "JSON 无法解析", "The body is not valid JSON"),
    UNKNOWN_FIELD(400, Blame.USER, "含有未知字段", "The body holds an unknown field"),
    INVALID_FIELD(400, Blame.USER, "字段的值无效", "A field's value is not acceptable"),
    BAD_PARAMETER(400, Blame.USER, "参数的值无效", "A parameter's value is not acceptable"),
    BAD_NUMBER(400, Blame.USER, "不是任何网络会送出的号码", "No network presents such a caller id"),
    KEY_REQUIRED(401, Blame.USER, "需要 API 密钥", "An API key is needed"),
    KEY_UNKNOWN(401, Blame.USER, "API 密钥无效", "The API key is not valid"),
    SCOPE_MISSING(403, Blame.USER, "该密钥没有此权限", "The key does not permit this"),
    NOT_FOUND(404, Blame.USER, "没有找到", "There is nothing here"),
    METHOD_NOT_ALLOWED(405, Blame.USER, "不支持该请求方法", "The method is not supported here"),
    NOT_ACCEPTABLE(406, Blame.USER, "无法提供所要求的格式", "None of the accepted formats can be given"),
    CONFLICT(409, Blame.USER, "与现有数据冲突", "It contradicts what is stored"),
    TOO_LARGE(413, Blame.USER, "请求内容过大", "The body is too large"),
    URI_TOO_LONG(414, Blame.USER, "网址过长", "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, Blame.USER, "不支持该内容类型", "The body's format is not supported"),
    TOO_MANY_REQUESTS(429, Blame.LIMIT, "请求过于频繁", "Too many requests"),
    HEADERS_TOO_LARGE(431, Blame.USER, "请求头过大", "The headers are too large"),
    OVERLOADED(503, Blame.LIMIT, "服务繁忙，请稍后再试", "The service is busy"),
    STORE_UNAVAILABLE(503, Blame.INTERNAL, "存储暂时不可用", "The store cannot be reached at the moment"),
    INTERNAL(500, Blame.INTERNAL, "服务内部错误", "An error inside the service");

    /** Where the cause lies. */
    public enum Blame {
        /** The request is at fault: the same request fails again. */
        USER,
        /** A limit was met: the same request may pass later. */
        LIMIT,
        /** The service is at fault. */
        INTERNAL
    }

    private final int status;
    private final Blame blame;
    private final Text title;
    private final String wire = name().toLowerCase(Locale.ROOT);

    ProblemCode(int status, Blame blame, String zh, String en) {
        this.status = status;
        this.blame = blame;
        this.title = new Text(zh, en);
    }

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** Where the cause lies. */
    public Blame blame() {
        return blame;
    }

    /** What happened, in general terms. */
    public Text title() {
        return title;
    }

    /** The code for an error that is known by its HTTP status only. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> KEY_REQUIRED;
            case 403 -> SCOPE_MISSING;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> OVERLOADED;
            default -> status >= 500 ? INTERNAL : BAD_REQUEST;
        };
    }
}
