package org.zhenhao.feed;

import java.io.IOException;

/** The content of a list, which can be walked more than once. */
interface Entries {
    /** Walks everything: numbers ascending, then names in the order of their UTF-8 bytes, then rules ascending. */
    void walk(Visitor visitor) throws IOException;

    /** Takes what a walk meets; whoever wants only a part of it leaves the rest alone. */
    interface Visitor {
        /** Takes a number; ascending. */
        default void number(long number, int mark) throws IOException {}

        /** Takes a sender's name in canonical form, such as {@code CN-ICBC}. */
        default void name(String name, int mark) throws IOException {}

        /** Takes a rule for the block that begins with a number; ascending, of those with the same one the widest first. */
        default void rule(long first, int dropped, int mark) throws IOException {}
    }
}
