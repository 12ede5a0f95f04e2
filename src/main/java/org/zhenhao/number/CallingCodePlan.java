package org.zhenhao.number;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.MetadataSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.DigitAutomaton.State;

/**
 * The numbering plans behind one country calling code: validity, type and region as libphonenumber would say, from its
 * own metadata, without running its regular expressions. Thread-safe.
 *
 * <p>The order in which types and regions are tried is that of {@link PhoneNumberUtil#getNumberType} and
 * {@link PhoneNumberUtil#getRegionCodeForNumber}.
 */
final class CallingCodePlan {
    private static final String WORLD = "001";
    private static final int LEAST_DIGITS = 2;
    private static final int MOST_DIGITS = 17;
    private static final int GENERAL = 0;
    private static final int FIXED = 9;
    private static final int MOBILE = 10;
    private static final int LEADING = 11;
    private static final int DESCRIPTIONS = 12;

    /** Types in the order in which they win, from description 1 on. */
    private static final PhoneNumberType[] BY_DESCRIPTION = {
        PhoneNumberType.UNKNOWN,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.VOIP,
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.PAGER,
        PhoneNumberType.UAN,
        PhoneNumberType.VOICEMAIL
    };

    private final List<Region> regions;
    private final DigitAutomaton automaton;
    private final boolean[] mayStrip;
    private final List<Integer> lengths;
    private final List<Integer> localLengths;

    /** A number's type and region; of unknown type if it is not valid. */
    record Match(PhoneNumberType type, @Nullable String region) {
        boolean valid() {
            return type != PhoneNumberType.UNKNOWN;
        }
    }

    private record Region(
            String code, boolean single, boolean leading, boolean sameMobile, List<List<Integer>> lengths) {}

    private CallingCodePlan(List<Region> regions, DigitAutomaton automaton, PhoneMetadata main) {
        this.regions = regions;
        this.automaton = automaton;
        this.mayStrip = firstDigits(main.getNationalPrefixForParsing());
        this.lengths = List.copyOf(main.getGeneralDesc().getPossibleLengthList());
        this.localLengths = List.copyOf(main.getGeneralDesc().getPossibleLengthLocalOnlyList());
    }

    /** Compiles the plans of a calling code that the library supports. */
    static CallingCodePlan of(PhoneNumberUtil library, int callingCode) {
        MetadataSource source =
                DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource();
        List<String> codes = library.getRegionCodesForCountryCode(callingCode);
        List<Region> regions = new ArrayList<>();
        DigitPatterns patterns = new DigitPatterns();
        for (String code : codes) {
            PhoneMetadata metadata = WORLD.equals(code)
                    ? source.getMetadataForNonGeographicalRegion(callingCode)
                    : source.getMetadataForRegion(code);
            regions.add(region(metadata, code, codes.size() == 1, regions.size() * DESCRIPTIONS, patterns));
        }
        String main = library.getRegionCodeForCountryCode(callingCode);
        PhoneMetadata metadata = WORLD.equals(main)
                ? source.getMetadataForNonGeographicalRegion(callingCode)
                : source.getMetadataForRegion(main);
        return new CallingCodePlan(regions, new DigitAutomaton(patterns), metadata);
    }

    private static Region region(
            PhoneMetadata metadata, String code, boolean single, int base, DigitPatterns patterns) {
        List<PhoneNumberDesc> descriptions = List.of(
                metadata.getGeneralDesc(),
                metadata.getPremiumRate(),
                metadata.getTollFree(),
                metadata.getSharedCost(),
                metadata.getVoip(),
                metadata.getPersonalNumber(),
                metadata.getPager(),
                metadata.getUan(),
                metadata.getVoicemail(),
                metadata.getFixedLine(),
                metadata.getMobile());
        List<List<Integer>> lengths = new ArrayList<>();
        for (PhoneNumberDesc description : descriptions) {
            if (!description.getNationalNumberPattern().isEmpty()) {
                patterns.add(description.getNationalNumberPattern(), base + lengths.size());
            }
            lengths.add(List.copyOf(description.getPossibleLengthList()));
        }
        boolean leading = metadata.hasLeadingDigits();
        if (leading) {
            patterns.addPrefix(metadata.getLeadingDigits(), base + LEADING);
        }
        return new Region(code, single, leading, metadata.getSameMobileAndFixedLinePattern(), lengths);
    }

    /** The digits with which something that the library would strip can begin. */
    private static boolean[] firstDigits(String nationalPrefix) {
        boolean[] first = new boolean[10];
        if (nationalPrefix.isEmpty()) {
            return first;
        }
        DigitPatterns pattern = new DigitPatterns();
        pattern.add(nationalPrefix, 0);
        BitSet closure = new BitSet();
        pattern.starts().forEach(start -> pattern.close(start, closure));
        for (int digit = 0; digit < first.length; digit++) {
            int read = digit;
            first[digit] = closure.stream().anyMatch(node -> pattern.target(node, read) >= 0);
        }
        return first;
    }

    /**
     * Type and region of the number whose national digits stand from {@code from} on, or null if that cannot be told here
     * because a national prefix might have to be stripped first.
     */
    @Nullable
    Match match(String digits, int from) {
        int length = digits.length() - from;
        if (length < LEAST_DIGITS || length > MOST_DIGITS || mayStrip[digits.charAt(from) - '0']) {
            return null;
        }
        State state = automaton.run(digits, from);
        if (state == null) {
            return null;
        }
        Object meaning = state.meaning(length);
        if (meaning == null) {
            meaning = evaluate(automaton.accepted(state), length);
            state.remember(length, meaning);
        }
        return (Match) meaning;
    }

    /** What {@link PhoneNumberUtil#isPossibleNumberWithReason} says about so many national digits. */
    ValidationResult possible(int length) {
        if (lengths.isEmpty() || lengths.get(0) < 0) {
            return ValidationResult.INVALID_LENGTH;
        }
        if (localLengths.contains(length)) {
            return ValidationResult.IS_POSSIBLE_LOCAL_ONLY;
        }
        if (lengths.contains(length)) {
            return ValidationResult.IS_POSSIBLE;
        }
        if (length < lengths.get(0)) {
            return ValidationResult.TOO_SHORT;
        }
        return length > lengths.get(lengths.size() - 1) ? ValidationResult.TOO_LONG : ValidationResult.INVALID_LENGTH;
    }

    private Match evaluate(BitSet accepted, int length) {
        for (int i = 0; i < regions.size(); i++) {
            Region region = regions.get(i);
            int base = i * DESCRIPTIONS;
            if (region.leading() && !region.single()) {
                if (!accepted.get(base + LEADING)) {
                    continue;
                }
                return new Match(type(region, accepted, base, length), region.code());
            }
            PhoneNumberType type = type(region, accepted, base, length);
            if (type != PhoneNumberType.UNKNOWN || region.single()) {
                return new Match(type, WORLD.equals(region.code()) ? null : region.code());
            }
        }
        return new Match(PhoneNumberType.UNKNOWN, null);
    }

    private static PhoneNumberType type(Region region, BitSet accepted, int base, int length) {
        if (!matches(region, accepted, base, GENERAL, length)) {
            return PhoneNumberType.UNKNOWN;
        }
        for (int i = GENERAL + 1; i < FIXED; i++) {
            if (matches(region, accepted, base, i, length)) {
                return BY_DESCRIPTION[i];
            }
        }
        boolean mobile = matches(region, accepted, base, MOBILE, length);
        if (matches(region, accepted, base, FIXED, length)) {
            return region.sameMobile() || mobile ? PhoneNumberType.FIXED_LINE_OR_MOBILE : PhoneNumberType.FIXED_LINE;
        }
        return mobile && !region.sameMobile() ? PhoneNumberType.MOBILE : PhoneNumberType.UNKNOWN;
    }

    private static boolean matches(Region region, BitSet accepted, int base, int description, int length) {
        List<Integer> lengths = region.lengths().get(description);
        return accepted.get(base + description) && (lengths.isEmpty() || lengths.contains(length));
    }
}
