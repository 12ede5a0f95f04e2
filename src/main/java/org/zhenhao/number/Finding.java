package org.zhenhao.number;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.SpoofTell.Type;

/** What a numbering plan says about digits: a {@link ParsedNumber} before the presented text is put back. */
record Finding(
        String key,
        NumberKind kind,
        @Nullable String region,
        @Nullable Gateway gateway,
        @Nullable String extension,
        List<SpoofTell> tells) {

    static final String CN = "CN";
    private static final String NATIONAL = "CN-";
    private static final String RAW = "raw-";
    private static final Comparator<SpoofTell> STRONGEST_FIRST =
            Comparator.comparing((SpoofTell tell) -> tell.type().strength()).reversed();

    static Finding of(String key, NumberKind kind) {
        return new Finding(key, kind, CN, null, null, List.of());
    }

    static Finding of(String key, NumberKind kind, SpoofTell tell) {
        return new Finding(key, kind, CN, null, null, List.of(tell));
    }

    /** A subscriber of the Chinese plan, by the national number without trunk 0. */
    static Finding subscriber(String national, NumberKind kind) {
        return of("+86".concat(national), kind);
    }

    /** A code that exists inside China only. */
    static Finding code(String digits, NumberKind kind) {
        return of(NATIONAL.concat(digits), kind);
    }

    /** A shape that nobody can hold. It has a key of its own, so that it is never filed under the number it mimics. */
    static Finding impossible(String shown, Type... types) {
        List<SpoofTell> tells = new ArrayList<>(types.length);
        for (Type type : types) {
            tells.add(new SpoofTell(type, null));
        }
        return new Finding(RAW.concat(shown), NumberKind.IMPOSSIBLE, null, null, null, List.copyOf(tells));
    }

    Finding withExtension(@Nullable String digits) {
        return digits == null ? this : new Finding(key, kind, region, gateway, digits, tells);
    }

    Finding withTell(Type type) {
        return withTell(type, null);
    }

    Finding withTell(Type type, @Nullable String detail) {
        SpoofTell tell = new SpoofTell(type, detail);
        if (tells.isEmpty()) {
            return new Finding(key, kind, region, gateway, extension, List.of(tell));
        }
        List<SpoofTell> more = new ArrayList<>(tells);
        more.add(tell);
        more.sort(STRONGEST_FIRST);
        return new Finding(key, kind, region, gateway, extension, List.copyOf(more));
    }
}
