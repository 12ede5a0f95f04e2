package org.zhenhao.reputation;

import org.jspecify.annotations.Nullable;

/**
 * Names one stored item.
 *
 * @param type a number's tally or a block page
 * @param key the number's key or the page's
 * @param tag what the items of one lookup share (the page's key, or the number's where it has no blocks): Redis keeps items
 *     of one tag in one slot, so that a lookup is one MGET on a cluster too. It follows from the key and is no part of
 *     the identity.
 */
public record ItemKey(Type type, String key, String tag) {

    /** The two kinds of items. */
    public enum Type {
        TALLY,
        PAGE
    }

    /** The key of a number's tally; {@code page} is its block page's key, or null if it has no blocks. */
    public static ItemKey tally(String number, @Nullable String page) {
        return new ItemKey(Type.TALLY, number, page == null ? number : page);
    }

    /** The key of a block page. */
    public static ItemKey page(String page) {
        return new ItemKey(Type.PAGE, page, page);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemKey that && type == that.type && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return type == Type.PAGE ? ~key.hashCode() : key.hashCode();
    }
}
