package org.zhenhao.number;

/**
 * The anatomy of a 106 SMS gateway code: the base is allocated by the regulator, the extension is chosen by the sender
 * and proves nothing.
 *
 * @param base 8 digits, or 12 where an enterprise holds its own code (1063 and 1069 followed by 5 to 8)
 * @param type what the base says about its holder
 * @param extension digits after the base, possibly empty
 */
public record Gateway(String base, Type type, String extension) {

    /** Classes of base codes, after the rules on access codes for short message services. */
    public enum Type {
        SERVICE_PROVIDER,
        PLATFORM,
        ENTERPRISE,
        PUBLIC_INTEREST,
        CARRIER,
        UNASSIGNED,
        OTHER
    }
}
