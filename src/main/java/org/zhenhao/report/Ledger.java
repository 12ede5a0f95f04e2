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
import java.util.TreeSet;
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
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;

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
    private final Set<String> restated = new TreeSet<>();

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
            accounts.put(number, account(subject, tallies.get(number)));
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
        news.forEach((number, subject) -> seen.put(number, account(subject, tallies.get(number))));
        TallyStore.readPages(connection, pageKeys).forEach((key, row) -> seenPages.put(key, new Page(row)));
        pageKeys.forEach(key -> seenPages.computeIfAbsent(key, absent -> new Page(null)));
    }

    private Account account(Subject subject, TallyStore.@Nullable TallyRow row) {
        return new Account(connection, policy, subject, row, official.test(subject.number));
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
        for (Account account : unsettled) {
            Page page = pages.get(account.page());
            if (page != null) {
                BlockPage settled = account.settled(page.content);
                page.changed |= settled != page.content;
                page.content = settled;
            }
        }
        unsettled.clear();
    }

    /** Whether a report has been stored before, in this transaction or another. */
    boolean knows(Report report) throws SQLException {
        return account(report).knows(report.opinion());
    }

    /** Reads in one go what {@link #knows} and {@link #put} will ask of these reporters on a number that is open. */
    void foresee(String number, Collection<Long> reporters) throws SQLException {
        account(number).foresee(reporters);
    }

    /** Applies an opinion that is new. */
    void put(String number, Opinion opinion) throws SQLException {
        changing(number).put(opinion);
    }

    /**
     * Gives the opinion that a reporter holds of a number another state, in the tally and in the report. The number is
     * opened if it is not: out of order, so that the database may have to end a deadlock, which is tried again.
     *
     * @return false if he holds none, or one that is not in the state {@code from}
     */
    boolean restate(Subject subject, long reporter, Opinion.State from, Opinion.State to) throws SQLException {
        open(List.of(subject));
        Opinion held = account(subject.number).held(reporter);
        if (held == null || held.state() != from) {
            return false;
        }
        restate(subject, List.of(held), to);
        return true;
    }

    /** The opinion that each reporter holds of a number that is open, in whatever state. */
    Map<Long, Opinion> newest(Subject subject) throws SQLException {
        return account(subject.number).newest();
    }

    /** Gives opinions that reporters hold of a number that is open another state, in the tally and in the reports. */
    void restate(Subject subject, Collection<Opinion> held, Opinion.State to) throws SQLException {
        changing(subject.number).restate(held, to);
        restated.add(subject.number);
    }

    /** The numbers of which reports were held back or overruled, or count again, in this transaction, in order. */
    Set<String> restated() {
        return restated;
    }

    /** Whether something that a reporter said of a number was overruled. */
    boolean overruled(String number, long reporter) throws SQLException {
        return ReportTable.overruled(connection, number, reporter);
    }

    /** The state of a report of this transaction. */
    Opinion.State state(Report report) {
        return account(report).state(report);
    }

    /** Applies a stored report's new state to its number's tally, if it is the one that counts for its reporter. */
    void restate(Report report) throws SQLException {
        changing(report.number()).restated(report.opinion());
    }

    /** Makes a number's tally anew from the stored reports. */
    void remake(String number) throws SQLException {
        changing(number).remake();
    }

    /** Writes what changed; to be the transaction's last act. */
    List<ChangedItem> write(long now) throws SQLException {
        settle();
        List<TallyStore.TallyWrite> tallyWrites = new ArrayList<>();
        for (Account account : accounts.values()) {
            if (account.changed()) {
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

    private Account changing(String number) {
        Account account = account(number);
        unsettled.add(account);
        return account;
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
