package org.zhenhao.score;

/**
 * Exponential decay: what is left of a value after some time, and the forward-decayed form in which values of different
 * times add up (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009).
 *
 * <p>Powers of two are computed here with additions and multiplications alone, which Java defines to the last bit:
 * {@link Math#pow} may differ from one processor to the next, and two replicas would then store different tallies.
 */
final class Decay {
    /** Seconds of a day. */
    static final double DAY = 86_400;

    /** 2020-01-01T00:00:00Z, the time to which block sums are scaled. Thirty-day half-lives stay finite until 2103. */
    static final long LANDMARK = 1_577_836_800L;

    private static final int STEPS = 64;
    private static final double LN2 = 0.6931471805599453;
    private static final int LEAST_EXPONENT = -1022;
    private static final int GREATEST_EXPONENT = 1023;
    private static final int EXPONENT_BIAS = 1023;
    private static final int MANTISSA_BITS = 52;
    private static final double[] ROOTS = new double[STEPS];

    static {
        for (int i = 0; i < STEPS; i++) {
            ROOTS[i] = StrictMath.pow(2, (double) i / STEPS);
        }
    }

    private Decay() {}

    /** Two to the power {@code x}, the same bits everywhere; 0 below the normal range, the greatest power above it. */
    static double exp2(double x) {
        if (!(x >= LEAST_EXPONENT)) {
            return 0;
        }
        if (x >= GREATEST_EXPONENT) {
            return 0x1p1023;
        }
        int steps = (int) Math.rint(x * STEPS);
        double r = (x - (double) steps / STEPS) * LN2;
        double fraction = 1 + r * (1 + r * (1.0 / 2 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120)))));
        int exponent = Math.floorDiv(steps, STEPS);
        double power = exponent < LEAST_EXPONENT
                ? Double.MIN_NORMAL
                : Double.longBitsToDouble((long) (exponent + EXPONENT_BIAS) << MANTISSA_BITS);
        return power * (ROOTS[Math.floorMod(steps, STEPS)] * fraction);
    }

    /** The share of a value that is left after {@code seconds}; all of it if they are not positive. */
    static double left(long seconds, double halfLifeDays) {
        return seconds <= 0 ? 1 : exp2(-seconds / (halfLifeDays * DAY));
    }

    /** The factor that scales a value of time {@code at} to the landmark. */
    static double forward(long at, double halfLifeDays) {
        return exp2((at - LANDMARK) / (halfLifeDays * DAY));
    }

    /** The factor that scales a landmark value to time {@code now}. */
    static double backward(long now, double halfLifeDays) {
        return exp2((LANDMARK - now) / (halfLifeDays * DAY));
    }
}
