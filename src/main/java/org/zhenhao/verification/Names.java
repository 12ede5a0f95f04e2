package org.zhenhao.verification;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.registry.InstitutionInfo;
import org.zhenhao.registry.InstitutionKind;
import org.zhenhao.registry.Registry;

/** Finds the institution that a name means, however it is written. Thread-safe; no I/O. */
@Singleton
class Names {
    private static final int LONGEST = 100;
    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_LATIN_PART = 5;
    private static final String AMBIGUOUS = "";

    private final Registry registry;
    private final List<Authority> authorities = Authority.bundled();
    private volatile Index index = new Index(List.of(), Map.of(), 0);

    /** @param longest of the names, in characters */
    private record Index(Collection<InstitutionInfo> of, Map<String, String> ids, int longest) {}

    @Inject
    Names(Registry registry) {
        this.registry = registry;
    }

    /** Whom a text means, an institution's id or a name; null if nobody known. */
    @Nullable
    Claimed find(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            return null;
        }
        InstitutionInfo byId = registry.institution(text.strip());
        if (byId != null) {
            return claimed(byId);
        }
        String plain = plain(text);
        if (plain.length() > LONGEST) {
            return null; // Single characters may stand for many: no name is written with those.
        }
        Index known = index();
        String id = known.ids.get(plain);
        if (id == null || id.equals(AMBIGUOUS)) {
            id = longestIn(plain, known);
        }
        InstitutionInfo found = id == null ? null : registry.institution(id);
        return found == null ? authority(plain) : claimed(found);
    }

    /** The longest known name that the text contains: departments and titles stand around it. */
    private static @Nullable String longestIn(String plain, Index known) {
        for (int length = Math.min(plain.length(), known.longest); length >= SHORTEST_PART; length--) {
            for (int from = 0; from + length <= plain.length(); from++) {
                String part = plain.substring(from, from + length);
                String id = known.ids.get(part);
                if (id != null && !id.equals(AMBIGUOUS) && telling(part)) {
                    return id;
                }
            }
        }
        return null;
    }

    /** Short names in Latin letters stand inside other words. */
    private static boolean telling(String part) {
        return part.length() >= SHORTEST_LATIN_PART || part.chars().anyMatch(c -> c >= 0x250);
    }

    private @Nullable Claimed authority(String plain) {
        for (Authority authority : authorities) {
            for (String word : authority.claims()) {
                if (plain.contains(word)) {
                    return new Claimed(null, authority.name(), authority.key(), true, false, false, Long.MAX_VALUE);
                }
            }
        }
        return null;
    }

    /** The authority with this service code, or null. */
    @Nullable
    Authority authorityWith(String key) {
        for (Authority authority : authorities) {
            if (authority.key().equals(key)) {
                return authority;
            }
        }
        return null;
    }

    static Claimed claimed(InstitutionInfo info) {
        boolean authority = switch (info.kind()) {
            case COURT, POLICE, REGULATOR, AUTHORITY -> true;
            default -> false;
        };
        return new Claimed(
                info.id(),
                info.name(),
                info.hotline(),
                authority,
                info.completeCalls(),
                info.completeTexts(),
                info.staleAt());
    }

    private Index index() {
        Index known = index;
        Collection<InstitutionInfo> now = registry.institutions();
        if (known.of != now) {
            known = build(now);
            index = known;
        }
        return known;
    }

    private static Index build(Collection<InstitutionInfo> institutions) {
        Map<String, String> ids = new HashMap<>();
        for (InstitutionInfo info : institutions) {
            enter(ids, info.name().zh(), info.id());
            enter(ids, info.name().en(), info.id());
            info.aliases().forEach(alias -> enter(ids, alias, info.id()));
        }
        // What people leave out; whoever bears the short name in full goes first.
        Map<String, String> shortened = new HashMap<>();
        for (InstitutionInfo info : institutions) {
            String name = plain(info.name().zh());
            if (info.kind() != InstitutionKind.AGENCY && name.startsWith("中国") && name.length() >= 6) {
                enter(shortened, name.substring(2), info.id());
            }
        }
        shortened.forEach(ids::putIfAbsent);
        int longest = ids.keySet().stream().mapToInt(String::length).max().orElse(0);
        return new Index(institutions, Map.copyOf(ids), longest);
    }

    private static void enter(Map<String, String> ids, String name, String id) {
        String plain = plain(name);
        if (!plain.isEmpty()) {
            ids.merge(plain, id, (one, other) -> one.equals(other) ? one : AMBIGUOUS);
        }
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{P}\\p{S}\\s]", "")
                .replaceAll("(股份)?有限(责任)?公司$", "");
    }
}
