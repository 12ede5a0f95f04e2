package org.zhenhao.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key may be allowed to do. */
public enum Scope {
    /** Ask about numbers. */
    LOOKUP,
    /** Report contacts. */
    REPORT,
    /** Screen many numbers in one job. */
    SCREEN,
    /** Download feeds. */
    FEED,
    /** Bring in historic reports of any age, with networks named by the caller. */
    IMPORT,
    /** Change the registry. */
    REGISTRY,
    /** Keep the entries of the one institution that the key is bound to. */
    INSTITUTION,
    /** Decide disputes, withdraw reports of others. */
    MODERATE,
    /** Ask as of a time in the past, read histories. */
    AUDIT,
    /** Manage keys. */
    ADMIN,
    /** Ask the plain endpoints for phone systems. A key with this scope alone may stand in an address. */
    DIAL;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /**
     * The scope with the given API word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scope of(String wire) {
        for (Scope scope : values()) {
            if (scope.wire.equals(wire)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("a scope is one of " + join(EnumSet.allOf(Scope.class)));
    }

    /** All scopes, as the admin key has them. */
    static Set<Scope> all() {
        return Collections.unmodifiableSet(EnumSet.allOf(Scope.class));
    }

    /** The API words of some scopes, with commas between them. */
    static String join(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wire).collect(Collectors.joining(","));
    }

    /**
     * The scopes that {@link #join} wrote, or an operator: words with commas between them; nothing means none.
     *
     * @throws IllegalArgumentException if a word is no scope
     */
    static Set<Scope> split(String words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(Scope::of)
                .forEach(scopes::add);
        return Collections.unmodifiableSet(scopes);
    }
}
