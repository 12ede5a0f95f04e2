package org.zhenhao.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;

/**
 * What is remembered of one reporter: how his reports were judged, whether he seems to act in concert with others, and
 * the numbers he reported last. Immutable; sums are as they were at {@link #at} and decay when read.
 *
 * @param at time the sums refer to, Unix seconds
 * @param agreed reports that others bore out, each by how surprising it was
 * @param disagreed reports that others contradicted
 * @param suspicion of acting in concert
 * @param quarantine whether his reports are held back
 * @param recent the numbers he reported last, the latest first, at most {@link #MOST_RECENT}
 */
public record ReporterRecord(
        long at, double agreed, double disagreed, double suspicion, Quarantine quarantine, List<Recent> recent) {
    /** Nobody has heard of him. */
    public static final ReporterRecord UNKNOWN = new ReporterRecord(0, 0, 0, 0, Quarantine.NONE, List.of());

    /** How many numbers are remembered. */
    public static final int MOST_RECENT = 16;

    private static final int FORMAT = 1;
    private static final Quarantine[] QUARANTINES = Quarantine.values();

    /** Whether a reporter's reports are held back, and by whom. */
    public enum Quarantine {
        NONE,
        /** By the co-report guard. */
        MODEL,
        /** By a moderator; no passage of time ends it. */
        MODERATOR
    }

    /**
     * A number he reported.
     *
     * @param number its key
     * @param kind its kind
     * @param at time of the contact, Unix seconds
     */
    public record Recent(String number, NumberKind kind, long at) {}

    /** The record as it decays to {@code now}, Unix seconds; unchanged if that lies before {@link #at}. A quarantine by the model ends with its cause. */
    public ReporterRecord at(long now, ReporterRule rule) {
        if (now <= at) {
            return this;
        }
        double record = Decay.left(now - at, rule.recordDays());
        double doubt = suspicion * Decay.left(now - at, rule.suspicionDays());
        Quarantine still = quarantine == Quarantine.MODEL && doubt < rule.quarantineTo() ? Quarantine.NONE : quarantine;
        return new ReporterRecord(now, agreed * record, disagreed * record, doubt, still, recent);
    }

    /** What a report of his weighs now, 0 to {@link Opinion#MOST_WEIGHT}. */
    public double weight(ReporterRule rule) {
        return rule.weight(agreed, disagreed);
    }

    /** Whether he has a track record. */
    public boolean established(ReporterRule rule) {
        return agreed + disagreed >= rule.establishedFrom();
    }

    /** Whether his reports are held back. */
    public boolean quarantined() {
        return quarantine != Quarantine.NONE;
    }

    /** The record after others bore a report out. */
    public ReporterRecord agreed(double credit) {
        return new ReporterRecord(at, agreed + credit, disagreed, suspicion, quarantine, recent);
    }

    /** The record after others contradicted a report. */
    public ReporterRecord disagreed(double debit) {
        return new ReporterRecord(at, agreed, disagreed + debit, suspicion, quarantine, recent);
    }

    /** The record after a contradiction that was counted at {@code since}, Unix seconds, turned out to be none. */
    public ReporterRecord pardoned(long since, ReporterRule rule) {
        double left = Math.max(0, disagreed - Decay.left(at - since, rule.recordDays()));
        return new ReporterRecord(at, agreed, left, suspicion, quarantine, recent);
    }

    /** The record after the guard saw him act in concert with others; past the threshold he is quarantined. */
    public ReporterRecord suspected(double more, ReporterRule rule) {
        double doubt = suspicion + more;
        boolean caught = quarantine == Quarantine.NONE && doubt >= rule.quarantineFrom();
        return new ReporterRecord(at, agreed, disagreed, doubt, caught ? Quarantine.MODEL : quarantine, recent);
    }

    /** The record under another quarantine. Lifting one forgets the suspicion too. */
    public ReporterRecord under(Quarantine other) {
        return new ReporterRecord(at, agreed, disagreed, other == Quarantine.NONE ? 0 : suspicion, other, recent);
    }

    /** The record after one more report. */
    public ReporterRecord reported(Recent latest) {
        List<Recent> list = new ArrayList<>(Math.min(MOST_RECENT, recent.size() + 1));
        list.add(latest);
        for (Recent earlier : recent) {
            if (list.size() < MOST_RECENT && !earlier.number.equals(latest.number)) {
                list.add(earlier);
            }
        }
        return new ReporterRecord(at, agreed, disagreed, suspicion, quarantine, Collections.unmodifiableList(list));
    }

    /** What he remembers of a number, null if nothing. */
    public @Nullable Recent find(String number) {
        for (Recent one : recent) {
            if (one.number.equals(number)) {
                return one;
            }
        }
        return null;
    }

    /** Compact binary form, the same bytes for equal records; about 30 bytes and 20 more for each number. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(40 + recent.size() * 24);
        out.octet(FORMAT);
        out.octet(quarantine.ordinal());
        out.time(at);
        out.number(agreed);
        out.number(disagreed);
        out.number(suspicion);
        out.count(recent.size());
        for (Recent one : recent) {
            out.text(one.number);
            out.octet(one.kind.code());
            out.time(one.at);
        }
        return out.toBytes();
    }

    /**
     * The record that was encoded.
     *
     * @throws IllegalArgumentException if the bytes are not an encoded record
     */
    public static ReporterRecord decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        in.format(FORMAT);
        Quarantine quarantine = QUARANTINES[in.octet(QUARANTINES.length - 1)];
        long at = in.time();
        double agreed = in.number();
        double disagreed = in.number();
        double suspicion = in.number();
        int size = in.count(MOST_RECENT);
        List<Recent> recent = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            recent.add(new Recent(in.text(), NumberKind.ofCode(in.octet()), in.time()));
        }
        in.end();
        return new ReporterRecord(at, agreed, disagreed, suspicion, quarantine, Collections.unmodifiableList(recent));
    }
}
