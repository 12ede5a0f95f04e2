package org.zhenhao.lookup;

/** A parameter is none of the words it may be. */
final class BadParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String allowed;

    BadParameterException(String parameter, String allowed) {
        super(parameter + " is one of: " + allowed, null, false, false);
        this.parameter = parameter;
        this.allowed = allowed;
    }

    String parameter() {
        return parameter;
    }

    String allowed() {
        return allowed;
    }
}
