package org.zhenhao.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;

/** STUB */
public final class Dossier {
    /** A dossier without opinions. */
    public static Dossier empty(Policy policy, NumberKind kind) {
        throw new UnsupportedOperationException("" + policy + kind);
    }

    /** A dossier made from all opinions of a number (one per reporter, any order, any state). */
    public static Dossier of(Policy policy, NumberKind kind, boolean official, List<Opinion> opinions) {
        throw new UnsupportedOperationException("" + policy + kind + official + opinions);
    }

    /** @throws IllegalArgumentException if the bytes are not an encoded dossier */
    public static Dossier decode(Policy policy, byte[] bytes) {
        throw new UnsupportedOperationException("" + policy + bytes.length);
    }

    public byte[] encode() {
        throw new UnsupportedOperationException();
    }

    public NumberKind kind() {
        throw new UnsupportedOperationException();
    }

    /** Whether older opinions were folded away, so that {@link #find} and {@link #put} may not be able to answer alone. */
    public boolean folded() {
        throw new UnsupportedOperationException();
    }

    /** The opinion this reporter holds, among those not folded away. */
    public @Nullable Opinion find(long reporter) {
        throw new UnsupportedOperationException("" + reporter);
    }

    /**
     * Puts an opinion in the place of the reporter's earlier one.
     *
     * @return false if the opinion or the one it replaces lies in the folded part: nothing was changed, and the caller has
     *     to build the dossier anew with {@link #of}
     */
    public boolean put(Opinion opinion) {
        throw new UnsupportedOperationException("" + opinion);
    }

    /** Marks the number as (no longer) official; false as for {@link #put}. */
    public boolean setOfficial(boolean official) {
        throw new UnsupportedOperationException("" + official);
    }

    /** The tally of the opinions. */
    public Tally tally() {
        throw new UnsupportedOperationException();
    }
}
