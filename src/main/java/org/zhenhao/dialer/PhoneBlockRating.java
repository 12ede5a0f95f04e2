package org.zhenhao.dialer;

import org.jspecify.annotations.Nullable;
import org.zhenhao.score.Category;

/** The words of PhoneBlock's API for what a caller is, and what they are here. */
enum PhoneBlockRating {
    A_LEGITIMATE(Category.LEGITIMATE),
    B_MISSED(Category.OTHER_UNWANTED),
    C_PING(Category.SILENT_CALL),
    D_POLL(Category.SURVEY),
    E_ADVERTISING(Category.TELEMARKETING),
    F_GAMBLE(Category.GAMBLING),
    G_FRAUD(Category.FRAUD);

    private final Category category;

    PhoneBlockRating(Category category) {
        this.category = category;
    }

    /** What a vote with this word is taken for. */
    Category category() {
        return category;
    }

    /** The rating with this name, or null. */
    static @Nullable PhoneBlockRating named(@Nullable String name) {
        for (PhoneBlockRating rating : values()) {
            if (rating.name().equals(name)) {
                return rating;
            }
        }
        return null;
    }

    /** The nearest word for a category; legitimate for none, as the contract has no word for an unknown number. */
    static PhoneBlockRating of(@Nullable Category category) {
        if (category == null) {
            return A_LEGITIMATE;
        }
        return switch (category) {
            case LEGITIMATE -> A_LEGITIMATE;
            case SILENT_CALL, CALL_BOMBING, SMS_BOMBING -> C_PING;
            case SURVEY, POLITICAL -> D_POLL;
            case TELEMARKETING, ROBOCALL, LOAN_OFFER -> E_ADVERTISING;
            case GAMBLING -> F_GAMBLE;
            case FRAUD, PHISHING, IMPERSONATION, THREAT -> G_FRAUD;
            case DEBT_COLLECTION, DEBT_COLLECTION_HARASSMENT, THIRD_PARTY_CONTACT, OTHER_UNWANTED -> B_MISSED;
        };
    }
}
