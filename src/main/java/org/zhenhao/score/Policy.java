package org.zhenhao.score;

/** STUB */
public record Policy(String version) {
    /** The defaults. */
    public static Policy standard() {
        return new Policy("1");
    }
}
