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
    final IntakeRule intake;
    final BlockRule blocks;
    final LevelRule levels;
    final RegistryRule registry;
    final SpoofRule spoofing;
    private final ReporterRule reporters;
    private final Map<NumberKind, KindPrior> kinds = new EnumMap<>(NumberKind.class);

    private Policy(PolicySource source, boolean standard) {
        halfLives = new HalfLives(source);
        intake = IntakeRule.read(source);
        blocks = BlockRule.read(source);
        levels = LevelRule.read(source);
        registry = RegistryRule.read(source);
        spoofing = SpoofRule.read(source);
        reporters = ReporterRule.read(source);
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
        return intake.vouchedWeight();
    }

    /** What a number that was wronged is credited with once its appeal is upheld, 0 to {@link Opinion#MOST_GOODWILL}. */
    public double goodwill() {
        return intake.goodwill();
    }

    /** What is left at {@code now} of goodwill given {@code at}, both Unix seconds. */
    public double goodwillLeft(double goodwill, long at, long now) {
        return goodwill * Decay.left(now - at, halfLives.of(Category.LEGITIMATE.code()));
    }

    /** Weight of an opinion whose reporter has no track record, 0 to 1.2. */
    public double newReporterWeight() {
        return reporters.weight(0, 0);
    }

    /** How many reports of one hour count in full. */
    public double burstFree() {
        return intake.burstFree();
    }

    /** How far reporters are trusted. */
    public ReporterRule reporters() {
        return reporters;
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
}
