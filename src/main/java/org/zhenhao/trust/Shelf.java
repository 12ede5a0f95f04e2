package org.zhenhao.trust;

import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Standing;

/**
 * What the {@link Bench} reads and writes: the files of numbers and of reporters, and the hearings to come. What was
 * written is seen by the next read.
 *
 * @param <X> what a store may throw
 */
public interface Shelf<X extends Exception> {
    /** The dossier of a number, empty if nobody reported it; to be changed only through {@link #put} and {@link #restate}. */
    Dossier dossier(String number, NumberKind kind) throws X;

    /** Whether an upheld appeal has overruled what a reporter said of a number; asked only where the dossier cannot tell. */
    boolean overruled(String number, long reporter) throws X;

    /** The block page around a number, empty if it has none. */
    BlockPage page(String number, NumberKind kind) throws X;

    /** What the registry says of a number. */
    Standing standing(String number);

    /** Applies an opinion to its number's dossier and block page. */
    void put(String number, NumberKind kind, Opinion opinion) throws X;

    /**
     * Gives the opinion that a reporter holds of a number another state.
     *
     * @return false if he holds none, or one that is not in the state {@code from}
     */
    boolean restate(ReporterRecord.Recent number, long reporter, Opinion.State from, Opinion.State to) throws X;

    /** The record of a reporter, {@link ReporterRecord#UNKNOWN} if nobody has heard of him. */
    ReporterRecord reporter(long reporter) throws X;

    /**
     * How many reporters there are.
     *
     * @param most where to stop counting
     */
    int reporters(int most) throws X;

    /** Keeps a reporter's record. */
    void keep(long reporter, ReporterRecord record) throws X;

    /** Keeps a hearing for its day. */
    void schedule(Hearing hearing) throws X;

    /** Takes the next hearing due at {@code clock}, Unix seconds; null if none is. */
    @Nullable
    Hearing next(long clock) throws X;

    /**
     * Is told that a reporter was quarantined by the model.
     *
     * @param takenBack how many of his opinions were suppressed
     */
    void quarantined(long reporter, long at, int takenBack) throws X;
}
