package org.zhenhao.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;

/**
 * What the write side keeps of one number: its latest opinions, and the state after the older ones, which were folded away
 * to bound its size. The tally depends on the set of opinions alone, not on the order in which they came or on what has been folded.
 *
 * <p>Not safe for use by several threads.
 */
public final class Dossier {
    /** The most opinions that are kept one by one. */
    static final int MOST_KEPT = 192;

    /** How many are folded away when there are more. */
    static final int FOLDED_AT_ONCE = 64;

    private static final int FORMAT = 2;
    private static final int OFFICIAL = 1;
    private static final int FOLDED = 2;
    private static final int OVERRULED = 4;
    private static final int MOST_OPINIONS = Integer.MAX_VALUE;
    static final Comparator<Opinion> ORDER = Comparator.<Opinion>naturalOrder().thenComparingLong(Opinion::reporter);

    /** The state after the opinions folded away, and the last of them; whether one of them was overruled. */
    private record Checkpoint(Fold fold, int opinions, long at, long order, long reporter, boolean overruled) {
        boolean before(Opinion opinion) {
            int byTime = Long.compare(at, opinion.at());
            int byOrder = byTime != 0 ? byTime : Long.compare(order, opinion.order());
            return (byOrder != 0 ? byOrder : Long.compare(reporter, opinion.reporter())) < 0;
        }
    }

    private final Policy policy;
    private final NumberKind kind;
    private final List<Opinion> kept;
    private boolean official;
    private @Nullable Checkpoint checkpoint;
    private @Nullable Fold latest;

    private Dossier(Policy policy, NumberKind kind, boolean official, List<Opinion> kept) {
        this.policy = policy;
        this.kind = kind;
        this.official = official;
        this.kept = kept;
    }

    /** A dossier without opinions. */
    public static Dossier empty(Policy policy, NumberKind kind) {
        return new Dossier(policy, kind, false, new ArrayList<>());
    }

    /** A dossier made from all opinions of a number, in any order and state; of several by one reporter the newest counts. */
    public static Dossier of(Policy policy, NumberKind kind, boolean official, List<Opinion> opinions) {
        Map<Long, Opinion> newest = new HashMap<>();
        for (Opinion opinion : opinions) {
            newest.merge(opinion.reporter(), opinion, (a, b) -> ORDER.compare(a, b) > 0 ? a : b);
        }
        List<Opinion> sorted = new ArrayList<>(newest.values());
        sorted.sort(ORDER);
        Dossier dossier = new Dossier(policy, kind, official, sorted);
        dossier.foldAway();
        return dossier;
    }

    /** What the number is. */
    public NumberKind kind() {
        return kind;
    }

    /**
     * The kind of the number whose dossier was encoded, under whatever policy.
     *
     * @throws IllegalArgumentException if the bytes are not an encoded dossier
     */
    public static NumberKind kind(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        in.octet(FORMAT);
        return NumberKind.ofCode(in.octet());
    }

    /** Whether the number is an institution's official one. */
    public boolean official() {
        return official;
    }

    /** Whether older opinions were folded away, so that {@link #find} and {@link #put} may not be able to answer alone. */
    public boolean folded() {
        return checkpoint != null;
    }

    /** Whether an opinion that was overruled is among those folded away. */
    public boolean foldedOverruled() {
        return checkpoint != null && checkpoint.overruled;
    }

    /** The opinions not folded away, the earliest contact first. */
    public List<Opinion> kept() {
        return Collections.unmodifiableList(kept);
    }

    /** The opinion this reporter holds, among those not folded away. */
    public @Nullable Opinion find(long reporter) {
        int index = indexOf(reporter);
        return index < 0 ? null : kept.get(index);
    }

    /**
     * Puts an opinion in the place of the reporter's earlier one. If he holds a later one already, that stays, whatever its state.
     *
     * <p>A reporter whose opinion was folded away looks here like one who has none: where {@link #folded} is true and
     * {@link #find} finds nothing, the caller has to know by other means that there is none, or else use {@link #of}.
     *
     * @return false if the opinion lies in the folded part: nothing was changed, and the caller has to build the dossier
     *     anew with {@link #of}
     */
    public boolean put(Opinion opinion) {
        int held = indexOf(opinion.reporter());
        if (held >= 0) {
            if (ORDER.compare(opinion, kept.get(held)) < 0) {
                return true;
            }
            kept.remove(held);
            latest = null;
        } else if (checkpoint != null && !checkpoint.before(opinion)) {
            return false;
        }
        int place = -1 - Collections.binarySearch(kept, opinion, ORDER);
        kept.add(place, opinion);
        if (latest != null && Fold.matters(opinion)) {
            if (place == kept.size() - 1) {
                latest.take(opinion);
            } else {
                latest = null;
            }
        }
        foldAway();
        return true;
    }

    /** Marks the number as (no longer) official; false as for {@link #put}. */
    public boolean setOfficial(boolean newOfficial) {
        if (official == newOfficial) {
            return true;
        }
        if (checkpoint != null) {
            return false;
        }
        official = newOfficial;
        latest = null;
        return true;
    }

    /** The tally of the opinions. */
    public Tally tally() {
        if (latest == null) {
            latest = start();
            takeAll(latest, kept);
        }
        return latest.tally();
    }

    /**
     * The tally as it were without this reporter. One whose opinion was folded away stays in it: he is one of hundreds there.
     */
    public Tally tallyWithout(long reporter) {
        int held = indexOf(reporter);
        if (held < 0 || kept.get(held).state() != Opinion.State.LIVE) {
            return tally();
        }
        if (kept.size() == 1 && checkpoint == null) {
            return Tally.EMPTY;
        }
        Fold fold = start();
        takeAll(fold, kept.subList(0, held));
        takeAll(fold, kept.subList(held + 1, kept.size()));
        return fold.tally();
    }

    private int indexOf(long reporter) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            if (kept.get(i).reporter() == reporter) {
                return i;
            }
        }
        return -1;
    }

    private void foldAway() {
        int surplus = kept.size() - MOST_KEPT;
        if (surplus <= 0) {
            return;
        }
        int count = (surplus + FOLDED_AT_ONCE - 1) / FOLDED_AT_ONCE * FOLDED_AT_ONCE;
        List<Opinion> oldest = kept.subList(0, count);
        Fold fold = start();
        takeAll(fold, oldest);
        fold.prune();
        Opinion last = oldest.get(count - 1);
        int before = checkpoint == null ? 0 : checkpoint.opinions;
        boolean overruled =
                foldedOverruled() || oldest.stream().anyMatch(one -> one.state() == Opinion.State.OVERRULED);
        checkpoint = new Checkpoint(fold, before + count, last.at(), last.order(), last.reporter(), overruled);
        oldest.clear();
    }

    private Fold start() {
        return checkpoint == null ? new Fold(policy, kind, official) : checkpoint.fold.copy();
    }

    private static void takeAll(Fold fold, List<Opinion> opinions) {
        opinions.forEach(fold::take);
    }

    /** Compact binary form, the same bytes for equal content; up to some 20 kB. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(32 + kept.size() * 40);
        out.octet(FORMAT);
        out.octet(kind.code());
        out.octet((official ? OFFICIAL : 0) | (checkpoint != null ? FOLDED : 0) | (foldedOverruled() ? OVERRULED : 0));
        if (checkpoint != null) {
            out.fixed(policy.fingerprint());
            out.count(checkpoint.opinions);
            out.time(checkpoint.at);
            out.fixed(checkpoint.order);
            out.fixed(checkpoint.reporter);
            checkpoint.fold.write(out);
        }
        out.count(kept.size());
        long time = 0;
        for (Opinion opinion : kept) {
            OpinionFormat.write(out, opinion, opinion.at() - time);
            time = opinion.at();
        }
        return out.toBytes();
    }

    /**
     * The dossier that was encoded.
     *
     * @throws IllegalArgumentException if the bytes are not an encoded dossier, or opinions were folded away in it under
     *     another policy; build it anew with {@link #of} then
     */
    public static Dossier decode(Policy policy, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        in.format(FORMAT);
        NumberKind kind = NumberKind.ofCode(in.octet());
        int flags = in.octet(OFFICIAL | FOLDED | OVERRULED);
        Dossier dossier = new Dossier(policy, kind, (flags & OFFICIAL) != 0, new ArrayList<>());
        if ((flags & FOLDED) != 0) {
            if (in.fixed() != policy.fingerprint()) {
                throw new IllegalArgumentException("folded under another policy");
            }
            int opinions = in.count(MOST_OPINIONS);
            long at = in.time();
            long order = in.fixed();
            long reporter = in.fixed();
            Fold fold = Fold.read(in, policy, kind, dossier.official);
            dossier.checkpoint = new Checkpoint(fold, opinions, at, order, reporter, (flags & OVERRULED) != 0);
        }
        int count = in.count(MOST_KEPT);
        long time = 0;
        for (int i = 0; i < count; i++) {
            Opinion opinion = OpinionFormat.read(in, time);
            time = opinion.at();
            dossier.append(opinion);
        }
        in.end();
        return dossier;
    }

    private void append(Opinion opinion) {
        boolean later = kept.isEmpty()
                ? checkpoint == null || checkpoint.before(opinion)
                : ORDER.compare(kept.get(kept.size() - 1), opinion) < 0;
        if (!later) {
            throw new IllegalArgumentException("opinions out of order");
        }
        kept.add(opinion);
    }
}
