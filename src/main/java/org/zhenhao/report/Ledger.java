package org.zhenhao.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.ChangedItem;
import org.zhenhao.reputation.ItemKey;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.reputation.TallyStore;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Tally;

/**
 * The tallies and block pages that one transaction works on: locks them, applies opinions, writes back what changed.
 *
 * <p>What a tally says depends only on the reports stored for its number, never on the order of their arrival: of each
 * reporter the report with the latest contact counts, and the tally takes these by time of contact. A dossier can mostly
 * do that alone, and tell whether a report has come before; where either reaches back beyond what it keeps, the stored
 * reports are asked.
 *
 * <p>Not thread-safe: one for each transaction.
 */
final class Ledger {
    private final Connection connection;
    private final Policy policy;
    private final Predicate<String> official;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Page> pages = new HashMap<>();

    /**
     * @param official tells by key whether a number is registered as an institution's official number
     */
    Ledger(Connection connection, Policy policy, Predicate<String> official) {
        this.connection = connection;
        this.policy = policy;
        this.official = official;
    }

    /** A number and its kind. */
    record Subject(String number, NumberKind kind) {}

    /** Locks the tallies of these numbers and of their blocks, in the order of their ids, tallies before pages. */
    void open(Collection<Subject> subjects) throws SQLException {
        Set<String> numbers = new HashSet<>();
        Set<String> pageKeys = new HashSet<>();
        for (Subject subject : subjects) {
            if (numbers.add(subject.number)) {
                Blocks blocks = Blocks.of(subject.number, subject.kind);
                if (blocks != null) {
                    pageKeys.add(blocks.page());
                }
            }
        }
        Map<String, TallyStore.TallyRow> tallies = TallyStore.lockTallies(connection, numbers);
        for (Subject subject : subjects) {
            accounts.computeIfAbsent(
                    subject.number, number -> new Account(subject, tallies.get(number), official.test(number)));
        }
        TallyStore.lockPages(connection, pageKeys).forEach((key, row) -> pages.put(key, new Page(row)));
        pageKeys.forEach(key -> pages.computeIfAbsent(key, absent -> new Page(null)));
    }

    /**
     * Applies a new report to its number's tally.
     *
     * @return false if the report has been stored before: nothing was changed
     */
    boolean apply(Report report) throws SQLException {
        return account(report).apply(report.opinion());
    }

    /** Applies a stored report's new state to its number's tally, if it is the one that counts for its reporter. */
    void restate(Report report) throws SQLException {
        account(report).restate(report.opinion());
    }

    /** Makes a number's tally anew from the stored reports. */
    void remake(String number) throws SQLException {
        account(number).remake();
    }

    /** Writes what changed; to be the transaction's last act. */
    List<ChangedItem> write(long now) throws SQLException {
        List<TallyStore.TallyWrite> tallyWrites = new ArrayList<>();
        for (Account account : accounts.values()) {
            if (account.changed) {
                tallyWrites.add(account.write());
            }
        }
        List<TallyStore.PageWrite> pageWrites = new ArrayList<>();
        pages.forEach((key, page) -> {
            if (page.changed) {
                pageWrites.add(new TallyStore.PageWrite(ItemKey.page(key), page.version, page.content.encode()));
            }
        });
        // Rows that are new are locked by their insertion, so they too are taken in order.
        tallyWrites.sort(Comparator.comparingLong(write -> KeyIds.of(write.key().key())));
        pageWrites.sort(Comparator.comparingLong(write -> KeyIds.of(write.key().key())));
        return TallyStore.write(connection, tallyWrites, pageWrites, now);
    }

    private Account account(Report report) {
        return account(report.number());
    }

    private Account account(String number) {
        Account account = accounts.get(number);
        if (account == null) {
            throw new IllegalStateException("a number was not opened before it was changed");
        }
        return account;
    }

    /** One number's dossier in this transaction. */
    private final class Account {
        private final Subject subject;
        private final @Nullable Blocks blocks;
        private final long version;
        private final Member before;
        private final boolean isOfficial;
        /** Opinions of this transaction, which the stored reports do not have yet. */
        private final List<Opinion> unwritten = new ArrayList<>();

        private @Nullable Dossier dossier;
        private boolean changed;

        Account(Subject subject, TallyStore.@Nullable TallyRow row, boolean isOfficial) {
            this.subject = subject;
            this.blocks = Blocks.of(subject.number, subject.kind);
            this.isOfficial = isOfficial;
            this.version = row == null ? 0 : row.version();
            this.before = row == null ? Member.NONE : Tally.decode(row.state()).member();
            this.dossier =
                    row == null ? Dossier.of(policy, subject.kind, isOfficial, List.of()) : decoded(row.dossier());
        }

        private @Nullable Dossier decoded(byte[] bytes) {
            try {
                Dossier stored = Dossier.decode(policy, bytes);
                return stored.setOfficial(isOfficial) ? stored : null;
            } catch (IllegalArgumentException otherFormat) {
                // Written by another release, or under another policy: the reports tell all that it told.
                return null;
            }
        }

        private Dossier dossier() throws SQLException {
            if (dossier == null) {
                remake();
            }
            return Objects.requireNonNull(dossier);
        }

        boolean apply(Opinion opinion) throws SQLException {
            Opinion held = dossier().find(opinion.reporter());
            if (held != null && held.order() == opinion.order()) {
                return false;
            }
            boolean spoken = held != null || dossier().folded();
            List<Long> before = spoken ? digests(opinion.reporter()) : List.of();
            if (before.contains(opinion.order())) {
                return false;
            }
            unwritten.add(opinion);
            changed = true;
            boolean folded = held == null && !before.isEmpty();
            if (folded || !dossier().put(opinion)) {
                remake();
            }
            return true;
        }

        private List<Long> digests(long reporter) throws SQLException {
            List<Long> digests = ReportTable.digests(connection, subject.number, reporter);
            for (Opinion opinion : unwritten) {
                if (opinion.reporter() == reporter) {
                    digests.add(opinion.order());
                }
            }
            return digests;
        }

        void restate(Opinion opinion) throws SQLException {
            Opinion held = dossier().find(opinion.reporter());
            if (held != null && held.order() != opinion.order()) {
                return;
            }
            if (held == null || !dossier().put(opinion)) {
                remake();
            }
            changed = true;
        }

        void remake() throws SQLException {
            List<Opinion> opinions = ReportTable.opinions(connection, subject.number);
            opinions.addAll(unwritten);
            dossier = Dossier.of(policy, subject.kind, isOfficial, opinions);
            changed = true;
        }

        TallyStore.TallyWrite write() {
            Dossier made = Objects.requireNonNull(dossier);
            Tally tally = made.tally();
            if (blocks != null) {
                Member after = tally.member();
                if (!after.equals(before)) {
                    Page page = pages.get(blocks.page());
                    if (page == null) {
                        throw new IllegalStateException("a page was not opened before it was changed");
                    }
                    page.content = page.content.with(blocks.tail(), before, after);
                    page.changed = true;
                }
            }
            String pageKey = blocks == null ? null : blocks.page();
            return new TallyStore.TallyWrite(
                    ItemKey.tally(subject.number, pageKey), version, tally.encode(), made.encode());
        }
    }

    /** One block page in this transaction. */
    private static final class Page {
        private final long version;
        private BlockPage content;
        private boolean changed;

        Page(TallyStore.@Nullable PageRow row) {
            this.version = row == null ? 0 : row.version();
            this.content = row == null ? BlockPage.EMPTY : BlockPage.decode(row.state());
        }
    }
}
