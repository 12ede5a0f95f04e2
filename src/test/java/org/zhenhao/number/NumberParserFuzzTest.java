package org.zhenhao.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Promises that hold for any text whatever. */
class NumberParserFuzzTest {
    private static final NumberParser PARSER = NumberParser.create();
    private static final List<String> GOLDEN = GoldenNumbersTest.inputs();
    private static final int LONGEST_KEY = 64;
    private static final String MARKS = "0123456789+-().,;#* xX/转=@_%\u200b\u200e\u202d\u202c٣３";

    @Property(tries = 20_000)
    void parse_anyText_parsesOrRefusesAndKeysAreStable(@ForAll("texts") String text, @ForAll Channel channel) {
        ParsedNumber parsed = parsed(text, channel, "CN");
        if (parsed == null) {
            return;
        }
        assertThat(parsed.key()).hasSizeBetween(2, LONGEST_KEY);
        assertThat(parsed.tells().stream().map(SpoofTell::detail))
                .allMatch(detail -> detail == null || detail.matches("[0-9A-Z]{1,32}"));
        assertThat(parsed.tells().stream().map(tell -> -tell.type().strength().ordinal()))
                .isSorted();
        ParsedNumber again = PARSER.parse(parsed.key(), channel, "CN");
        assertThat(again.key()).isEqualTo(parsed.key());
        assertThat(again.kind()).isEqualTo(parsed.kind());
        Blocks.of(parsed.key(), parsed.kind());
    }

    @Property(tries = 4_000)
    void parse_anyTextInAnotherRegion_parsesOrRefuses(
            @ForAll("texts") String text, @ForAll Channel channel, @ForAll("regions") String region) {
        ParsedNumber parsed = parsed(text, channel, region);
        if (parsed != null) {
            assertThat(parsed.key()).hasSizeBetween(2, LONGEST_KEY);
            assertThat(PARSER.parse(parsed.key(), channel, region).key()).isEqualTo(parsed.key());
        }
    }

    @Property(tries = 5_000)
    void parse_validChineseMobile_hasNoTells(@ForAll("mobiles") String mobile, @ForAll Channel channel) {
        for (String shown : List.of(mobile, "+86" + mobile, "0086" + mobile, "86" + mobile, "0" + mobile)) {
            ParsedNumber parsed = PARSER.parse(shown, channel, "CN");
            assertThat(parsed.key()).isEqualTo("+86" + mobile);
            assertThat(parsed.kind()).isIn(NumberKind.MOBILE, NumberKind.MOBILE_MVNO);
            assertThat(parsed.tells()).isEmpty();
        }
    }

    private static @Nullable ParsedNumber parsed(String text, Channel channel, String region) {
        try {
            return PARSER.parse(text, channel, region);
        } catch (RefusedNumberException e) {
            assertThat(e.reason().text().zh()).isNotEmpty();
            return null;
        }
    }

    @Provide
    Arbitrary<String> regions() {
        return Arbitraries.of("US", "GB", "IN", "IT", "DE", "XX");
    }

    @Provide
    Arbitrary<String> mobiles() {
        Arbitrary<String> segments = Arbitraries.of(
                "130", "135", "138", "150", "159", "166", "177", "183", "189", "191", "192", "195", "198", "199", "165",
                "167", "170", "171", "162");
        return Combinators.combine(segments, Arbitraries.strings().numeric().ofLength(8))
                .as((head, tail) -> head + tail);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(80);
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(22);
        Arbitrary<String> marked = Arbitraries.strings().withChars(MARKS).ofMaxLength(40);
        Arbitrary<String> heads = Arbitraries.of(
                "",
                "+",
                "+86",
                "0086",
                "86",
                "00",
                "0",
                "010",
                "021",
                "95",
                "955",
                "96",
                "100",
                "106",
                "10690",
                "1064",
                "12",
                "123",
                "400",
                "700",
                "+1",
                "+95",
                "+961",
                "+40",
                "+882",
                "17951",
                "125831",
                "CN-",
                "raw-",
                "raw-+",
                "US-",
                "tel:",
                "sip:",
                "tel:+86",
                "CN-106",
                "CN-955",
                "CN-12110;area=",
                "withheld");
        Arbitrary<String> shaped =
                Combinators.combine(heads, Arbitraries.oneOf(digits, marked)).as((head, tail) -> head + tail);
        Arbitrary<String> senders = Combinators.combine(
                        Arbitraries.of("", "CN-", "US-"),
                        Arbitraries.strings()
                                .withChars("ICBCicbclLoO0158SsBb-_. #&аАΑΙıſßéÉ\u200bＩ1２")
                                .ofMinLength(1)
                                .ofMaxLength(21))
                .as((head, tail) -> head + tail);
        return Arbitraries.oneOf(any, digits, marked, shaped, shaped, senders, mutations());
    }

    /** Golden inputs with one character put in, taken out or changed. */
    private static Arbitrary<String> mutations() {
        return Combinators.combine(
                        Arbitraries.of(GOLDEN),
                        Arbitraries.integers().between(0, 64),
                        Arbitraries.oneOf(
                                Arbitraries.chars().all(), Arbitraries.chars().with(MARKS)),
                        Arbitraries.integers().between(0, 2))
                .as((text, position, c, how) -> {
                    int at = Math.min(position, text.length());
                    int end = how == 0 || at == text.length() ? at : at + 1;
                    return text.substring(0, at) + (how == 2 ? "" : c) + text.substring(end);
                });
    }
}
