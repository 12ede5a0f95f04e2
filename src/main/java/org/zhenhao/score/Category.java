package org.zhenhao.score;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a reporter says a contact was. The code is what the store keeps and never changes; the wire word is what the API says. */
public enum Category {
    LEGITIMATE(0),
    DEBT_COLLECTION(1),
    DEBT_COLLECTION_HARASSMENT(2),
    THIRD_PARTY_CONTACT(3),
    THREAT(4),
    IMPERSONATION(5),
    FRAUD(6),
    PHISHING(7),
    SMS_BOMBING(8),
    CALL_BOMBING(9),
    TELEMARKETING(10),
    ROBOCALL(11),
    SILENT_CALL(12),
    SURVEY(13),
    POLITICAL(14),
    GAMBLING(15),
    LOAN_OFFER(16),
    OTHER_UNWANTED(17);

    /** How many categories there are; codes run from 0 to one less. */
    public static final int COUNT = 18;

    private static final Category[] BY_CODE = values();

    private final int code;
    private final String wire = name().toLowerCase(Locale.ROOT);

    Category(int code) {
        this.code = code;
    }

    /** The number that stands for this category in the store, 0 to 17. */
    public int code() {
        return code;
    }

    /** The snake_case word used in the API. */
    public String wire() {
        return wire;
    }

    /** Whether this says that the contact was unwanted; true of all but {@link #LEGITIMATE}. */
    public boolean negative() {
        return this != LEGITIMATE;
    }

    /**
     * The category with the given store code.
     *
     * @throws ArrayIndexOutOfBoundsException if there is none
     */
    public static Category ofCode(int code) {
        return BY_CODE[code];
    }

    /** The category with the given API word, or null if there is none. */
    public static @Nullable Category ofWire(String wire) {
        for (Category category : BY_CODE) {
            if (category.wire.equals(wire)) {
                return category;
            }
        }
        return null;
    }
}
