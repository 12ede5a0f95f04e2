package org.zhenhao.redis;

/** A node of a cluster says that another one has the key. Carries no stack trace. */
final class RedirectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean once;
    private final String address;

    /**
     * Reads the node's error.
     *
     * @param error such as {@code MOVED 3999 127.0.0.1:6381} or {@code ASK 3999 127.0.0.1:6381}
     */
    RedirectedException(String error) {
        super("redirected", null, false, false);
        this.once = error.startsWith("ASK");
        this.address = error.substring(error.lastIndexOf(' ') + 1);
    }

    static boolean is(String error) {
        return error.startsWith("MOVED ") || error.startsWith("ASK ");
    }

    /** Whether only this request goes elsewhere, since the key is on its way. */
    boolean once() {
        return once;
    }

    /** {@code host:port}; the host is missing where it is that of the node that was asked. */
    String address() {
        return address;
    }
}
