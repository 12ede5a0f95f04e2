package org.zhenhao.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.number.SpoofTell;
import org.zhenhao.number.Verstat;

/**
 * What a caller wants to know of: a caller id with what the network said besides.
 *
 * @param raw the caller id as presented
 * @param region ISO 3166 code of the callee's country
 * @param channel how the contact was made
 * @param verstat the STIR/SHAKEN verification status, {@link Verstat#NONE} if none was said
 * @param hidden whether the network said that there is no caller id to show
 */
record Question(String raw, String region, Channel channel, Verstat verstat, boolean hidden) {
    private static final String WITHHELD = "withheld";

    /**
     * Reads a question's parameters, each null if it was not given.
     *
     * @throws org.zhenhao.problem.ProblemException if one of them is none of the words it may be
     */
    static Question of(
            String raw,
            @Nullable String region,
            @Nullable String channel,
            @Nullable String verstat,
            @Nullable String presentation) {
        return new Question(raw, region(region), channel(channel), verstat(verstat), hidden(presentation));
    }

    /** A question about a call in China, with nothing said besides. */
    static Question of(String raw) {
        return new Question(raw, "CN", Channel.CALL, Verstat.NONE, false);
    }

    private static String region(@Nullable String region) {
        return region == null ? "CN" : region.toUpperCase(Locale.ROOT);
    }

    private static Channel channel(@Nullable String channel) {
        if (channel == null) {
            return Channel.CALL;
        }
        try {
            return Channel.of(channel);
        } catch (IllegalArgumentException e) {
            throw Faults.notOneOf("channel", "call, sms");
        }
    }

    private static boolean hidden(@Nullable String presentation) {
        return switch (presentation == null ? "allowed" : presentation) {
            case "allowed" -> false;
            case "restricted", "unknown", "payphone" -> true;
            default -> throw Faults.notOneOf("presentation", "allowed, restricted, unknown, payphone");
        };
    }

    /** Whatever a network may have put there is taken; a word that nobody knows verifies nothing. */
    private static Verstat verstat(@Nullable String verstat) {
        if (verstat == null) {
            return Verstat.NONE;
        }
        String word = verstat.toLowerCase(Locale.ROOT).replace('_', '-').replace("tn-validation-", "");
        return switch (word) {
            case "passed", "passed-a" -> Verstat.PASSED_A;
            case "passed-b" -> Verstat.PASSED_B;
            case "passed-c" -> Verstat.PASSED_C;
            case "no-tn-validation", "no-validation", "none" -> Verstat.NO_VALIDATION;
            default -> word.startsWith("failed") ? Verstat.FAILED : Verstat.NONE;
        };
    }

    /**
     * The number asked for.
     *
     * @throws org.zhenhao.problem.ProblemException if no network presents such a text, or the region is unknown
     */
    ParsedNumber parse(NumberParser parser) {
        try {
            return parsed(parser);
        } catch (RefusedNumberException e) {
            throw Faults.refused(e);
        }
    }

    private ParsedNumber parsed(NumberParser parser) {
        if (!region.equals("CN") && !parser.supports(region)) {
            throw Faults.notOneOf("region", "CN, US, GB … (ISO 3166)");
        }
        ParsedNumber parsed = parser.parse(hidden ? WITHHELD : raw, channel, region);
        if (!hidden && verstat == Verstat.NONE) {
            return parsed;
        }
        Verstat status = verstat == Verstat.NONE ? parsed.verstat() : verstat;
        return new ParsedNumber(
                raw,
                parsed.key(),
                parsed.kind(),
                parsed.region(),
                parsed.gateway(),
                parsed.extension(),
                status,
                tells(parsed, status));
    }

    private static List<SpoofTell> tells(ParsedNumber parsed, Verstat status) {
        if (status != Verstat.FAILED || parsed.verstat() == Verstat.FAILED) {
            return parsed.tells();
        }
        List<SpoofTell> tells = new ArrayList<>();
        tells.add(new SpoofTell(SpoofTell.Type.VERSTAT_FAILED, null));
        tells.addAll(parsed.tells());
        return tells;
    }
}
