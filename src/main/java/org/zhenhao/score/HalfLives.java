package org.zhenhao.score;

/** Days after which half of a value is left. */
final class HalfLives {
    private static final double LEAST = 0.01;
    private static final double MOST = 36_500;

    private final double[] categories = new double[Category.COUNT];
    final double probation;
    final double surge;
    final double burst;
    final double network;
    final double block;

    HalfLives(PolicySource source) {
        for (Category category : Category.values()) {
            categories[category.code()] =
                    source.number("half-life." + category.wire(), standard(category), LEAST, MOST);
        }
        probation = source.number("half-life.probation", 7, LEAST, MOST);
        surge = source.number("half-life.surge", 2, LEAST, MOST);
        burst = source.number("half-life.burst-hours", 1, LEAST, MOST) / 24;
        network = source.number("half-life.network", 14, LEAST, MOST);
        // Below 30 days, sums scaled to the landmark would not stay finite until the year 2100.
        block = source.number("half-life.block", 30, 30, MOST);
    }

    double of(int category) {
        return categories[category];
    }

    // Numbers of collectors and diallers rotate within weeks; a fraud or an advertiser keeps his longer.
    private static double standard(Category category) {
        return switch (category) {
            case LEGITIMATE -> 60;
            case DEBT_COLLECTION,
                    DEBT_COLLECTION_HARASSMENT,
                    THIRD_PARTY_CONTACT,
                    THREAT,
                    SMS_BOMBING,
                    CALL_BOMBING,
                    SILENT_CALL -> 21;
            // Of the FTC's complaints, the later ones are foretold best with 45 days and more.
            case TELEMARKETING, ROBOCALL -> 45;
            default -> 30;
        };
    }
}
