package org.zhenhao.score;

import java.util.EnumMap;
import java.util.Map;
import org.zhenhao.number.NumberKind;

/**
 * All numbers the model works with: half-lives, caps, priors, thresholds. Immutable and safe for use by many threads.
 *
 * <p>The defaults were fitted to simulated worlds, as far as they were fitted at all; a deployment may override each by
 * name. Tallies are computed under one policy: after a change of a half-life, a cap or a weight they have to be rebuilt,
 * and {@link #fingerprint} tells that this is so.
 */
public final class Policy {
    private static final String MODEL = "1";
    private static final Policy STANDARD = of(Map.of());

    private final String version;
    private final long fingerprint;
    private final Map<String, String> settings;
    final HalfLives halfLives;
    final Intake intake;
    final BlockRule blocks;
    final LevelRule levels;
    final RegistryRule registry;
    final SpoofRule spoofing;
    private final Map<NumberKind, KindPrior> kinds = new EnumMap<>(NumberKind.class);

    private Policy(PolicySource source, boolean standard) {
        halfLives = new HalfLives(source);
        intake = Intake.read(source);
        blocks = BlockRule.read(source);
        levels = LevelRule.read(source);
        registry = RegistryRule.read(source);
        spoofing = SpoofRule.read(source);
        for (NumberKind kind : NumberKind.values()) {
            kinds.put(kind, KindPrior.read(source, kind));
        }
        settings = source.settings();
        fingerprint = hash(settings);
        version = standard ? MODEL : MODEL + "-" + Long.toHexString(fingerprint >>> Integer.SIZE);
    }

    /** The defaults. */
    public static Policy standard() {
        return STANDARD;
    }

    /**
     * The defaults, but for the settings given. Names are those of {@link #toMap}.
     *
     * @throws IllegalArgumentException if a name is unknown or a value is no number or out of range; the message lists all faults
     */
    public static Policy of(Map<String, String> overrides) {
        return new Policy(new PolicySource(overrides), overrides.isEmpty());
    }

    /** The model's version: {@code 1} with the defaults, and with overrides {@code 1-} and a part of the fingerprint. */
    public String version() {
        return version;
    }

    /** A hash of all settings, the same for equal settings on every machine. */
    public long fingerprint() {
        return fingerprint;
    }

    /** Weight of an opinion from a source the operator vouches for, 0 to 1.2. */
    public double vouchedWeight() {
        return intake.vouchedWeight;
    }

    /** Weight of an opinion whose reporter has no track record, 0 to 1.2. */
    public double newReporterWeight() {
        return intake.newReporterWeight;
    }

    /** Every setting by name, sorted; {@link #of} makes the same policy from it. */
    public Map<String, String> toMap() {
        return settings;
    }

    KindPrior kind(NumberKind kind) {
        return kinds.getOrDefault(kind, KindPrior.NONE);
    }

    private static long hash(Map<String, String> settings) {
        long hash = 0xcbf29ce484222325L;
        String text = MODEL + settings;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Policy " + version + " " + settings;
    }

    /** Days after which half of a value is left. */
    static final class HalfLives {
        private static final double LEAST = 0.01;
        private static final double MOST = 36_500;

        private final double[] categories = new double[Category.COUNT];
        final double probation;
        final double surge;
        final double burst;
        final double network;
        final double block;

        private HalfLives(PolicySource source) {
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
                        SILENT_CALL,
                        OTHER_UNWANTED -> 21;
                default -> 30;
            };
        }
    }

    /** How an opinion's weight becomes evidence. */
    record Intake(
            double vouchedWeight,
            double newReporterWeight,
            double badCap,
            double goodCap,
            double newCap,
            double newShare,
            double burstFree,
            double networkHalvings,
            double networksKeptAbove,
            double goodWeight) {
        static Intake read(PolicySource source) {
            return new Intake(
                    source.number("weight.vouched", 0.6, 0, Opinion.MOST_WEIGHT),
                    source.number("weight.new-reporter", 0.387, 0, Opinion.MOST_WEIGHT),
                    source.number("cap.bad", 14, 0.1, 1000),
                    source.number("cap.good", 14, 0.1, 1000),
                    source.number("cap.new-reporters", 1.2, 0.01, 1000),
                    source.number("weight.new-reporter-category-share", 0.02, 0, 1),
                    source.number("weight.burst-free", 4, 1, 1e6),
                    source.number("weight.network-halvings", 1, 0, 10),
                    source.number("weight.networks-kept-above", 0.3, 0, 100),
                    source.number("weight.legitimate", 2, 0.1, 100));
        }
    }

    /** How the blocks around a number make its prior. */
    record BlockRule(
            double weight1,
            double weight2,
            double weight3,
            double weight4,
            double memberScale,
            double quality,
            double qualityWeight,
            double qualityGood,
            double mostShare,
            double least,
            double most,
            double strength,
            double blockStrength,
            double blockScale) {
        private static final double MOST_WEIGHT = 1e6;

        static BlockRule read(PolicySource source) {
            BlockRule rule = new BlockRule(
                    source.number("block.weight-1", 12, 0.1, MOST_WEIGHT),
                    source.number("block.weight-2", 50, 0.1, MOST_WEIGHT),
                    source.number("block.weight-3", 300, 0.1, MOST_WEIGHT),
                    source.number("block.weight-4", 1500, 0.1, MOST_WEIGHT),
                    source.number("block.member-scale", 1.2, 0.01, 100),
                    source.number("block.quality", 0.9, 0, 1),
                    source.number("block.quality-weight", 6, 0.01, 1000),
                    source.number("block.quality-good", 3, 0, 100),
                    source.number("block.most-share", 0.95, 0.01, 0.999),
                    source.number("prior.least", 0.01, 1e-6, 0.999),
                    source.number("prior.most", 0.85, 1e-6, 0.999),
                    source.number("prior.strength", 1.6, 0.01, 1000),
                    source.number("prior.block-strength", 4, 0, 1000),
                    source.number("prior.block-scale", 8, 0.01, 1000));
            source.require(rule.least <= rule.most, "prior.least must not exceed prior.most");
            return rule;
        }

        double weight(int level) {
            return switch (level) {
                case 1 -> weight1;
                case 2 -> weight2;
                case 3 -> weight3;
                default -> weight4;
            };
        }
    }

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

    /** What the registry's word is worth. */
    record RegistryRule(
            double officialStrength,
            double officialPrior,
            double officialMost,
            double businessStrength,
            double businessPrior,
            double collectorStrength,
            double collectorPrior,
            double trustedBelow) {
        private static final double MOST_STRENGTH = 1000;

        static RegistryRule read(PolicySource source) {
            return new RegistryRule(
                    source.number("registry.official-strength", 30, 0.1, MOST_STRENGTH),
                    source.number("registry.official-prior", 0.01, 1e-6, 0.5),
                    source.number("registry.official-most", 0.3, 1e-6, 0.5),
                    source.number("registry.business-strength", 8, 0.1, MOST_STRENGTH),
                    source.number("registry.business-prior", 0.03, 1e-6, 0.999),
                    source.number("registry.collector-strength", 4, 0.1, MOST_STRENGTH),
                    source.number("registry.collector-prior", 0.3, 1e-6, 0.999),
                    source.number("registry.trusted-below", 1, 0, 100));
        }
    }

    /** When calls that show a number are thought to be forged. */
    record SpoofRule(double background, double scale, double threshold, double strongPrior, double strongEvidence) {
        static SpoofRule read(PolicySource source) {
            return new SpoofRule(
                    source.number("spoof.background", 0.1, 0, 1),
                    source.number("spoof.scale", 1.5, 0.01, 100),
                    source.number("spoof.threshold", 0.5, 0.01, 0.999),
                    source.number("spoof.strong-shape-prior", 0.6, 0.01, 0.85),
                    source.number("spoof.strong-shape-evidence", 2, 0, 100));
        }
    }
}
