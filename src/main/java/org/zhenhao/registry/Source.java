package org.zhenhao.registry;

import org.jspecify.annotations.Nullable;

/**
 * Who brings entries in, and whether they wait for a second person.
 *
 * @param who id of the key, or a word for the service itself
 * @param publisherId the publisher whose signed list they come from, if they do
 * @param secondPerson whether entries that speak for numbers wait until somebody else approves
 */
record Source(String who, @Nullable String publisherId, boolean secondPerson) {
    /** Entries that apply at once. */
    static Source of(String who) {
        return new Source(who, null, false);
    }

    boolean waits(Shape shape) {
        return secondPerson && shape.speaksForNumbers();
    }
}
