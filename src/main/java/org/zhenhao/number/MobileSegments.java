package org.zhenhao.number;

import org.jspecify.annotations.Nullable;

/**
 * The mobile segments of mainland China: what the first five digits of an 11-digit number say about its range.
 *
 * <p>Allocation after the table in VincentSit/ChinaMobilePhoneNumberRegex (2022-05), with 1610 as in libphonenumber.
 * Since number portability (2019-12-01) the segment names the first network only, not the present one.
 */
final class MobileSegments {
    /** Who a range was given to. */
    enum Holder {
        MOBILE("中国移动", "China Mobile"),
        UNICOM("中国联通", "China Unicom"),
        TELECOM("中国电信", "China Telecom"),
        BROADNET("中国广电", "China Broadnet"),
        INMARSAT("海事卫星通信", "Inmarsat"),
        EMERGENCY_CENTRE("工信部应急通信保障中心", "MIIT emergency communications centre");

        private final Label label;

        Holder(String zh, String en) {
            this.label = new Label(zh, en);
        }

        Label label() {
            return label;
        }
    }

    /** A range of one holder and kind. */
    enum Segment {
        CM(NumberKind.MOBILE, Holder.MOBILE, "1340-1348 135-139 150-152 157-159 172 178 182-184 187 188 195 197 198"),
        CU(NumberKind.MOBILE, Holder.UNICOM, "130-132 155 156 166 175 176 185 186 196"),
        CT(NumberKind.MOBILE, Holder.TELECOM, "133 153 173 17400-17405 177 180 181 189-191 193 199"),
        CBN(NumberKind.MOBILE, Holder.BROADNET, "192 1610"),
        CM_RESOLD(NumberKind.MOBILE_MVNO, Holder.MOBILE, "165 1703 1705 1706"),
        CU_RESOLD(NumberKind.MOBILE_MVNO, Holder.UNICOM, "167 171 1704 1707-1709"),
        CT_RESOLD(NumberKind.MOBILE_MVNO, Holder.TELECOM, "162 1700-1702"),
        CM_DATA(NumberKind.MOBILE_DATA, Holder.MOBILE, "147"),
        CU_DATA(NumberKind.MOBILE_DATA, Holder.UNICOM, "145"),
        CT_DATA(NumberKind.MOBILE_DATA, Holder.TELECOM, "149"),
        CT_SATELLITE(NumberKind.SATELLITE, Holder.TELECOM, "1349"),
        INMARSAT(NumberKind.SATELLITE, Holder.INMARSAT, "1749"),
        EMERGENCY(NumberKind.SATELLITE, Holder.EMERGENCY_CENTRE, "17406-17412");

        final NumberKind kind;
        final Holder holder;
        private final String ranges;

        Segment(NumberKind kind, Holder holder, String ranges) {
            this.kind = kind;
            this.holder = holder;
            this.ranges = ranges;
        }
    }

    private static final int FIRST = 10_000;
    private static final int DIGITS = 5;
    private static final @Nullable Segment[] BY_PREFIX = new Segment[FIRST];

    static {
        for (Segment segment : Segment.values()) {
            for (String range : segment.ranges.split(" ", -1)) {
                fill(segment, range);
            }
        }
    }

    private MobileSegments() {}

    private static void fill(Segment segment, String range) {
        int dash = range.indexOf('-');
        int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int to = Integer.parseInt(dash < 0 ? range : range.substring(dash + 1));
        int width = 1;
        for (int digits = dash < 0 ? range.length() : dash; digits < DIGITS; digits++) {
            width *= 10;
        }
        for (int prefix = from * width; prefix < (to + 1) * width; prefix++) {
            BY_PREFIX[prefix - FIRST] = segment;
        }
    }

    /** The segment of digits that begin with 1 and are at least five long, or null if none was allocated. */
    static @Nullable Segment of(String digits, int from) {
        int prefix = 0;
        for (int i = from + 1; i < from + DIGITS; i++) {
            prefix = prefix * 10 + digits.charAt(i) - '0';
        }
        return BY_PREFIX[prefix];
    }

    /**
     * Who a 13-digit machine number was given to, or null if it is none.
     *
     * <p>10647 is taken for China Mobile's, which is not confirmed.
     */
    static @Nullable Holder machineHolder(String digits) {
        if (digits.length() != 13 || digits.charAt(0) != '1') {
            return null;
        }
        if (digits.charAt(1) == '4') {
            return switch (digits.charAt(2)) {
                case '4' -> digits.charAt(3) <= '1' ? Holder.MOBILE : null;
                case '8' -> Holder.MOBILE;
                case '6' -> Holder.UNICOM;
                case '1' -> digits.charAt(3) == '0' ? Holder.TELECOM : null;
                default -> null;
            };
        }
        if (!digits.startsWith("1064")) {
            return null;
        }
        return switch (digits.charAt(4)) {
            case '7', '8' -> Holder.MOBILE;
            case '6' -> Holder.UNICOM;
            case '9' -> Holder.TELECOM;
            default -> null;
        };
    }
}
