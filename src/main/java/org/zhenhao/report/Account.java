package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.reputation.ItemKey;
import org.zhenhao.reputation.TallyStore;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Tally;

/** One number's dossier in one transaction's {@link Ledger}. Not thread-safe. */
final class Account {
    private final Policy policy;
    private final Ledger.Subject subject;
    private final @Nullable Blocks blocks;
    private final long version;
    private final boolean official;
    private final Spoken spoken;

    private Member counted;
    private @Nullable Dossier dossier;
    private boolean changed;

    Account(
            Connection connection,
            Policy policy,
            Ledger.Subject subject,
            TallyStore.@Nullable TallyRow row,
            boolean official) {
        this.spoken = new Spoken(connection, subject.number());
        this.policy = policy;
        this.subject = subject;
        this.blocks = Blocks.of(subject.number(), subject.kind());
        this.official = official;
        this.version = row == null ? 0 : row.version();
        this.counted = row == null ? Member.NONE : Tally.decode(row.state()).member();
        this.dossier = row == null ? Dossier.of(policy, subject.kind(), official, List.of()) : decoded(row.dossier());
    }

    private @Nullable Dossier decoded(byte[] bytes) {
        try {
            Dossier stored = Dossier.decode(policy, bytes);
            return stored.setOfficial(official) ? stored : null;
        } catch (IllegalArgumentException otherFormat) {
            // Written by another release, or under another policy: the reports tell all that it told.
            return null;
        }
    }

    /** Whether it differs from what is stored. */
    boolean changed() {
        return changed;
    }

    /** The dossier as it is now; not to be changed. */
    Dossier dossier() throws SQLException {
        return dossier == null ? made() : dossier;
    }

    /** Reads in one go what will be asked of these reporters, should the dossier not be able to tell. */
    void foresee(Collection<Long> reporters) throws SQLException {
        if (dossier().folded()) {
            List<Long> unknown = new ArrayList<>();
            for (long reporter : reporters) {
                if (dossier().find(reporter) == null) {
                    unknown.add(reporter);
                }
            }
            spoken.foresee(unknown);
        }
    }

    /** Whether an opinion has been stored before, in this transaction or another. */
    boolean knows(Opinion opinion) throws SQLException {
        Opinion held = dossier().find(opinion.reporter());
        if (held != null && held.order() == opinion.order()) {
            return true;
        }
        return (held != null || dossier().folded()) && spoken.has(opinion);
    }

    /** Applies an opinion that is new. */
    void put(Opinion opinion) throws SQLException {
        boolean folded =
                dossier().find(opinion.reporter()) == null && dossier().folded() && spoken.by(opinion.reporter());
        spoken.add(opinion);
        changed = true;
        if (folded || !dossier().put(opinion)) {
            made();
        }
    }

    /** The opinion that a reporter holds, in whatever state, folded away or not; null if none. */
    @Nullable
    Opinion held(long reporter) throws SQLException {
        Opinion held = dossier().find(reporter);
        return held != null || !dossier().folded() ? held : newest().get(reporter);
    }

    /** The opinion that each reporter holds, in whatever state. */
    Map<Long, Opinion> newest() throws SQLException {
        Map<Long, Opinion> newest = new HashMap<>();
        for (Opinion opinion : spoken.all()) {
            newest.merge(opinion.reporter(), opinion, (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
        return newest;
    }

    /** Gives opinions that reporters hold another state, in the tally and in the reports. */
    void restate(Collection<Opinion> held, Opinion.State to) throws SQLException {
        spoken.restate(held, to);
        if (held.size() == 1) {
            restated(held.iterator().next().in(to));
        } else if (!held.isEmpty()) {
            remake();
        }
    }

    /** Applies the new state of a stored report, if it is the one that counts for its reporter. */
    void restated(Opinion opinion) throws SQLException {
        spoken.stale();
        Opinion held = dossier().find(opinion.reporter());
        if (held != null && held.order() != opinion.order()) {
            return;
        }
        changed = true;
        if (held == null || !dossier().put(opinion)) {
            remake();
        }
    }

    /** The state of a report of this transaction. */
    Opinion.State state(Report report) {
        return spoken.state(report);
    }

    /** Makes the dossier anew from the stored reports, as they are now. */
    void remake() throws SQLException {
        spoken.stale();
        changed = true;
        made();
    }

    private Dossier made() throws SQLException {
        Dossier made = Dossier.of(policy, subject.kind(), official, spoken.all());
        dossier = made;
        return made;
    }

    /** The page it belongs to, null if it has none. */
    @Nullable
    String page() {
        return blocks == null ? null : blocks.page();
    }

    /** The page's content with what the number adds to it now. */
    BlockPage settled(BlockPage page) {
        Member after = Objects.requireNonNull(dossier).tally().member();
        if (blocks == null || after.equals(counted)) {
            return page;
        }
        BlockPage settled = page.with(blocks.tail(), counted, after);
        counted = after;
        return settled;
    }

    TallyStore.TallyWrite write() {
        Dossier made = Objects.requireNonNull(dossier);
        return new TallyStore.TallyWrite(
                ItemKey.tally(subject.number(), page()), version, made.tally().encode(), made.encode());
    }
}
