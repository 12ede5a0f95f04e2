package org.zhenhao.report;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.Verstat;
import org.zhenhao.reputation.TallyStore;
import org.zhenhao.score.Assessment;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Category;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;
import org.zhenhao.store.Durability;
import org.zhenhao.testing.TestStores;

/**
 * The whole write path over a store, trust included, with a clock that the story sets: reports are sent as they are made,
 * judged when their time has come, and what a lookup would answer is computed from the stored rows.
 */
final class Story {
    static final long START = 1_790_000_000L;
    static final long HOUR = 3_600;
    static final long DAY = 86_400;

    final Policy policy = Policy.standard();
    final Scorer scorer = new Scorer(policy);
    final Set<String> official = new HashSet<>();
    final DataSource store;
    final WriteSide side;
    final ReportWriter writer;
    final Corrections corrections;
    private long now = START;
    private long drawn;

    Story(DataSource empty) {
        this(empty, TestStores::migrate);
    }

    /** A story on a schema of some version. */
    Story(DataSource empty, Consumer<DataSource> schema) {
        schema.accept(empty);
        store = empty;
        side = new WriteSide(empty, Durability.BY_COMMIT, policy, official::contains, clock());
        writer = new ReportWriter(side);
        corrections = new Corrections(side);
    }

    private Clock clock() {
        InstantSource source = () -> Instant.ofEpochSecond(now);
        return source.withZone(ZoneOffset.UTC);
    }

    long now() {
        return now;
    }

    /** Lets time pass, and the judgements that fall due be held. */
    void at(long later) throws SQLException {
        while (now < later) {
            now = Math.min(later, now + DAY);
            while (corrections.judge(500) == 500) {
                // More are due.
            }
        }
    }

    void pass(long seconds) throws SQLException {
        at(now + seconds);
    }

    /** A mobile number; two of different {@code i} share no block. */
    static String mobile(int i) {
        return "+86138" + String.format(Locale.ROOT, "%04d", 1000 + i * 37 % 9000) + "5678";
    }

    static NumberKind kind(String number) {
        return number.startsWith("CN-") ? NumberKind.SERVICE_95 : NumberKind.MOBILE;
    }

    /** A report as it is sent now, from a network of the reporter's own. */
    Report report(String number, int reporter, Category category) {
        return report(number, reporter, 1_000_003L * (reporter + 1), category, now);
    }

    Report report(String number, int reporter, long network, Category category, long contact) {
        return new Report(
                0,
                (++drawn) * 0x9e3779b97f4a7c15L,
                number,
                kind(number),
                Channel.CALL,
                category,
                contact,
                now,
                new Report.Origin(pseudonym(reporter), network, "test"),
                policy.newReporterWeight(),
                0,
                Opinion.Tier.NEW,
                Opinion.State.LIVE,
                Report.Remarks.NONE);
    }

    static byte[] pseudonym(int reporter) {
        return ByteBuffer.allocate(16).putLong(id(reporter)).array();
    }

    static long id(int reporter) {
        return (reporter + 1) * 0x632be59bd9b4e019L;
    }

    Written send(Report... reports) throws SQLException {
        List<Submission> submissions = new ArrayList<>();
        for (Report report : reports) {
            submissions.add(new Submission(report, null));
        }
        return writer.write(submissions);
    }

    /**
     * Gives reporters track records: each reports four numbers of his own, others agree with him the day after, and he is
     * judged. Takes ten days.
     */
    void establish(int from, int to) throws SQLException {
        List<Report> first = new ArrayList<>();
        List<Report> second = new ArrayList<>();
        for (int reporter = from; reporter < to; reporter++) {
            for (int i = 0; i < 4; i++) {
                String number = "+86150" + String.format(Locale.ROOT, "%04d%04d", reporter * 7 + i, reporter);
                first.add(report(number, reporter, 1_000_003L * (reporter + 1), Category.FRAUD, now + i));
                for (int other = 0; other < 5; other++) {
                    int helper = 1_000_000 + reporter * 100 + i * 10 + other;
                    second.add(report(number, helper, helper, Category.FRAUD, now + DAY + i * 60 + other));
                }
            }
        }
        send(first.toArray(Report[]::new));
        pass(DAY);
        send(second.toArray(Report[]::new));
        pass(9 * DAY);
    }

    Tally tally(String number) throws SQLException {
        try (Connection connection = store.getConnection()) {
            TallyStore.TallyRow row =
                    TallyStore.readTallies(connection, List.of(number)).get(number);
            return row == null ? Tally.EMPTY : Tally.decode(row.state());
        }
    }

    Evidence evidence(String number) throws SQLException {
        Blocks blocks = Blocks.of(number, kind(number));
        BlockPage page = BlockPage.EMPTY;
        if (blocks != null) {
            try (Connection connection = store.getConnection()) {
                TallyStore.PageRow row =
                        TallyStore.readPages(connection, List.of(blocks.page())).get(blocks.page());
                page = row == null ? BlockPage.EMPTY : BlockPage.decode(row.state());
            }
        }
        ParsedNumber parsed = new ParsedNumber(number, number, kind(number), null, null, null, Verstat.NONE, List.of());
        return new Evidence(parsed, tally(number), page, official.contains(number) ? Standing.OFFICIAL : Standing.NONE);
    }

    Assessment assess(String number) throws SQLException {
        return scorer.assess(evidence(number), now);
    }

    double risk(String number) throws SQLException {
        return assess(number).risk();
    }

    ReporterRecord record(int reporter) throws SQLException {
        ReporterTable.Row row = side.inTransaction(connection -> {
                    return java.util.Optional.ofNullable(ReporterTable.read(connection, id(reporter)));
                })
                .orElse(new ReporterTable.Row(new byte[0], ReporterRecord.UNKNOWN));
        return row.record().at(now, policy.reporters());
    }

    /** Tells an institution's official number from then on, or ceases to. */
    void register(String number, boolean registered) throws SQLException {
        if (registered) {
            official.add(number);
        } else {
            official.remove(number);
        }
        corrections.remake(List.of(new Ledger.Subject(number, kind(number))));
    }

    AppealWriter.Done uphold(String number) throws SQLException {
        return new AppealWriter(side)
                .uphold(new Ledger.Subject(number, kind(number)), "appeal of " + number, "key", null);
    }

    Rebuild.Outcome rebuild() throws SQLException {
        return new Rebuild(side, changed -> {}, false).run();
    }
}
