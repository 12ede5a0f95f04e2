package org.zhenhao.registry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an institution is. */
public enum InstitutionKind {
    BANK,
    LENDER,
    INSURER,
    PAYMENT,
    PLATFORM,
    CARRIER,
    COURT,
    POLICE,
    REGULATOR,
    AUTHORITY,
    AGENCY,
    OTHER;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /** Whether swindlers like to pass for this kind, so that what merely resembles its numbers is pointed out. */
    public boolean protectedKind() {
        return switch (this) {
            case BANK, INSURER, PAYMENT, CARRIER, COURT, POLICE, REGULATOR, AUTHORITY -> true;
            case LENDER, PLATFORM, AGENCY, OTHER -> false;
        };
    }

    /**
     * The kind with the given API word.
     *
     * @throws IllegalArgumentException if there is none
     */
    static InstitutionKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** The kind that a category of the bundled list means. */
    static InstitutionKind ofCategory(@Nullable String category) {
        return switch (category == null ? "" : category) {
            case "金融银行" -> BANK;
            case "证券保险" -> INSURER;
            case "通讯服务" -> CARRIER;
            case "政府机构" -> AUTHORITY;
            case "互联网", "电商购物" -> PLATFORM;
            default -> OTHER;
        };
    }
}
