package org.zhenhao.evaluation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;

/** Deals out numbers of the simulated world; never the same twice. */
final class Numbers {
    private static final String[] MOBILE = {"134", "135", "138", "139", "150", "158", "186", "187", "188", "199"};
    private static final String[] VIRTUAL = {"165", "167", "170", "171"};
    private static final String[] AREA = {"10", "20", "21", "28", "571", "755"};

    private final Dice dice;
    private final Set<String> taken = new HashSet<>();

    Numbers(Dice dice) {
        this.dice = dice;
    }

    private String digits(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + dice.below(10)));
        }
        return text.toString();
    }

    /** All of a number's key but the last four digits. */
    String head(NumberKind kind) {
        return switch (kind) {
            case MOBILE -> "+86" + MOBILE[dice.below(MOBILE.length)] + digits(4);
            case MOBILE_MVNO -> "+86" + VIRTUAL[dice.below(VIRTUAL.length)] + digits(4);
            case FIXED -> {
                String area = AREA[dice.below(AREA.length)];
                yield "+86" + area + (char) ('2' + dice.below(7)) + digits(3);
            }
            case TOLL_400 -> "CN-400" + digits(3);
            case CALL_CENTRE_95 -> "CN-9" + "5" + digits(3) + (dice.chance(0.5) ? digits(1) : "");
            case SMS_GATEWAY_106 -> "CN-1069" + digits(4);
            default -> throw new IllegalArgumentException(kind.name());
        };
    }

    /** A number in a random place. */
    String anywhere(NumberKind kind) {
        return in(head(kind));
    }

    /** A free number behind a head. */
    String in(String head) {
        String number;
        do {
            number = head + digits(4);
        } while (!taken.add(number));
        return number;
    }

    /** A number at a place in a ten-thousand, or null if it is taken. */
    @Nullable
    String at(String head, int tail) {
        String digits = Integer.toString(tail);
        String number = head + "0".repeat(4 - digits.length()) + digits;
        return taken.add(number) ? number : null;
    }

    /** A short code of an institution. */
    String shortCode() {
        String number;
        do {
            number = "CN-95" + digits(3);
        } while (!taken.add(number));
        return number;
    }
}
