package org.zhenhao.score;

import org.zhenhao.number.NumberKind;

/** What is usual for numbers of one kind: share of bad ones, how much more often these call, share in use. */
record KindPrior(double root, double odds, double used) {
    static final KindPrior NONE = new KindPrior(0.003, 1, 0.3);

    static KindPrior read(PolicySource source, NumberKind kind) {
        double[] standard = standard(kind);
        String prefix = "kind." + kind.wire();
        return new KindPrior(
                source.number(prefix + ".root", standard[0], 1e-6, 0.95),
                StrictMath.exp(source.number(prefix + ".kappa", standard[1], 0, 10)),
                source.number(prefix + ".used", standard[2], 1e-6, 1));
    }

    private static double[] standard(NumberKind kind) {
        return switch (kind) {
            case MOBILE, SATELLITE, PRIVACY_700 -> new double[] {0.003, 3, 0.3};
            case MOBILE_MVNO, MOBILE_DATA, IOT, VOIP -> new double[] {0.015, 3, 0.3};
            case FIXED, LOCAL_FIXED -> new double[] {0.010, 3, 0.3};
            case TOLL_400, TOLL_800, TOLL_FREE, SHARED_COST -> new double[] {0.012, 3, 0.3};
            case SERVICE_95, SERVICE_96, SERVICE_1010, CARRIER_SERVICE, PUBLIC_SERVICE, EMERGENCY ->
                new double[] {0.01, 0, 1};
            case CALL_CENTRE_95 -> new double[] {0.02, 3, 0.3};
            case SMS_GATEWAY_106, SENDER_ID -> new double[] {0.04, 2, 0.002};
            case PREMIUM, INTERNATIONAL_MOBILE, INTERNATIONAL_FIXED, INTERNATIONAL, WITHHELD, IMPOSSIBLE ->
                new double[] {0.03, 3, 0.3};
        };
    }
}
