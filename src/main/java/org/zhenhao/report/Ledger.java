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
    /** Numbers read without a lock, and their pages: what they say is weighed, but they are not changed. */
    private final Map<String, Account> seen = new HashMap<>();

    private final Map<String, Page> seenPages = new HashMap<>();
    private final Set<Account> unsettled = new HashSet<>();

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
        Map<String, Subject> news = new HashMap<>();
        for (Subject subject : subjects) {
            if (!accounts.containsKey(subject.number)) {
                news.put(subject.number, subject);
            }
        }
        Set<String> pageKeys = pageKeys(news.values(), pages);
        Map<String, TallyStore.TallyRow> tallies = TallyStore.lockTallies(connection, news.keySet());
        news.forEach((number, subject) -> {
            accounts.put(number, new Account(subject, tallies.get(number), official.test(number)));
            seen.remove(number);
        });
        TallyStore.lockPages(connection, pageKeys).forEach((key, row) -> pages.put(key, new Page(row)));
        pageKeys.forEach(key -> pages.computeIfAbsent(key, absent -> new Page(null)));
    }

    /** Reads the tallies of these numbers and of their blocks without locking them, those that are not open. */
    void look(Collection<Subject> subjects) throws SQLException {
        Map<String, Subject> news = new HashMap<>();
        for (Subject subject : subjects) {
            if (!accounts.containsKey(subject.number) && !seen.containsKey(subject.number)) {
                news.put(subject.number, subject);
            }
        }
        Set<String> pageKeys = pageKeys(news.values(), seenPages);
        pageKeys.removeAll(pages.keySet());
        Map<String, TallyStore.TallyRow> tallies = TallyStore.readTallies(connection, news.keySet());
        news.forEach((number, subject) ->
                seen.put(number, new Account(subject, tallies.get(number), official.test(number))));
        TallyStore.readPages(connection, pageKeys).forEach((key, row) -> seenPages.put(key, new Page(row)));
        pageKeys.forEach(key -> seenPages.computeIfAbsent(key, absent -> new Page(null)));
    }

    private static Set<String> pageKeys(Collection<Subject> subjects, Map<String, Page> known) {
        Set<String> keys = new HashSet<>();
        for (Subject subject : subjects) {
            Blocks blocks = Blocks.of(subject.number, subject.kind);
            if (blocks != null && !known.containsKey(blocks.page())) {
                keys.add(blocks.page());
            }
        }
        return keys;
    }

    /** A number's dossier as it is now in this transaction; not to be changed. */
    Dossier dossier(Subject subject) throws SQLException {
        Account account = accounts.get(subject.number);
        if (account == null) {
            look(List.of(subject));
            account = Objects.requireNonNull(seen.get(subject.number));
        }
        return account.dossier();
    }

    /** The page around a number as it is now in this transaction. */
    BlockPage page(Subject subject) throws SQLException {
        Blocks blocks = Blocks.of(subject.number, subject.kind);
        if (blocks == null) {
            return BlockPage.EMPTY;
        }
        Page page = pages.get(blocks.page());
        if (page == null) {
            look(List.of(subject));
            page = Objects.requireNonNull(seenPages.get(blocks.page()));
        }
        settle();
        return page.content;
    }

    /** Brings the pages up to date with the accounts. */
    private void settle() {
        unsettled.forEach(Account::settle);
        unsettled.clear();
    }

    /** Whether a report has been stored before, in this transaction or another. */
    boolean knows(Report report) throws SQLException {
        return account(report).knows(report.opinion());
    }

    /** Applies an opinion that is new. */
    void put(String number, Opinion opinion) throws SQLException {
        account(number).put(opinion);
    }

    /**
     * Gives the opinion that a reporter holds of a number another state, in the tally and in the report. The number is
     * opened if it is not: out of order, so that the database may have to end a deadlock, which is tried again.
     *
     * @return false if he holds none, or one that is not in the state {@code from}
     */
    boolean restate(Subject subject, long reporter, Opinion.State from, Opinion.State to) throws SQLException {
        open(List.of(subject));
        return account(subject.number).restate(reporter, from, to);
    }

    /** The state of a report of this transaction. */
    Opinion.State state(Report report) {
        return account(report).state(report);
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
        settle();
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
        private Member counted;
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
            this.counted = row == null ? Member.NONE : Tally.decode(row.state()).member();
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

        boolean knows(Opinion opinion) throws SQLException {
            Opinion held = dossier().find(opinion.reporter());
            if (held != null && held.order() == opinion.order()) {
                return true;
            }
            boolean spoken = held != null || dossier().folded();
            return spoken && digests(opinion.reporter()).contains(opinion.order());
        }

        void put(Opinion opinion) throws SQLException {
            boolean folded = dossier().find(opinion.reporter()) == null
                    && dossier().folded()
                    && !digests(opinion.reporter()).isEmpty();
            unwritten.add(opinion);
            changed();
            if (folded || !dossier().put(opinion)) {
                remake();
            }
        }

        private void changed() {
            if (accounts.get(subject.number) == this) {
                changed = true;
                unsettled.add(this);
            }
        }

        boolean restate(long reporter, Opinion.State from, Opinion.State to) throws SQLException {
            Opinion held = dossier().find(reporter);
            if (held == null && dossier().folded()) {
                held = stored().stream()
                        .filter(opinion -> opinion.reporter() == reporter)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
            }
            if (held == null || held.state() != from) {
                return false;
            }
            Opinion restated = held.in(to);
            int place = unwritten.indexOf(held);
            if (place >= 0) {
                unwritten.set(place, restated);
            } else {
                ReportTable.setState(connection, subject.number, reporter, held.order(), to);
            }
            restate(restated);
            return true;
        }

        Opinion.State state(Report report) {
            for (Opinion opinion : unwritten) {
                if (opinion.order() == report.digest()
                        && opinion.reporter() == report.origin().shortReporter()) {
                    return opinion.state();
                }
            }
            return report.state();
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
            changed();
        }

        private List<Opinion> stored() throws SQLException {
            List<Opinion> opinions = ReportTable.opinions(connection, subject.number);
            opinions.addAll(unwritten);
            return opinions;
        }

        void remake() throws SQLException {
            dossier = Dossier.of(policy, subject.kind, isOfficial, stored());
            changed();
        }

        void settle() {
            Member after = Objects.requireNonNull(dossier).tally().member();
            Page page = blocks == null ? null : pages.get(blocks.page());
            if (blocks != null && page != null && !after.equals(counted)) {
                page.content = page.content.with(blocks.tail(), counted, after);
                page.changed = true;
                counted = after;
            }
        }

        TallyStore.TallyWrite write() {
            Dossier made = Objects.requireNonNull(dossier);
            String pageKey = blocks == null ? null : blocks.page();
            return new TallyStore.TallyWrite(
                    ItemKey.tally(subject.number, pageKey),
                    version,
                    made.tally().encode(),
                    made.encode());
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
