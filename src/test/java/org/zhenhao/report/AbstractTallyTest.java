package org.zhenhao.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.Category;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;
import org.zhenhao.store.Durability;
import org.zhenhao.testing.TestStores;
import org.zhenhao.trust.Bench;
import org.zhenhao.trust.MemoryShelf;
import org.zhenhao.trust.Ruling;

/** What the store's tallies say after random histories, however these arrive; run on each database. */
abstract class AbstractTallyTest {
    private static final long NOON = 1_790_000_000L;
    private static final int NUMBERS = 12;

    private DataSource store;
    private WriteSide side;
    private ReportWriter writer;
    private Corrections corrections;

    /** An empty database of the kind under test. */
    abstract DataSource newStore();

    @BeforeEach
    void open() {
        store = newStore();
        TestStores.migrate(store);
        side = new WriteSide(store, Durability.BY_COMMIT, Policy.standard(), number -> false, Clock.systemUTC());
        writer = new ReportWriter(side);
        corrections = new Corrections(side);
    }

    private static String number(int i) {
        return "+86170123456" + (10 + i);
    }

    /** Reports by few reporters, so that many replace each other, on one number so many that its dossier folds. */
    private static List<Submission> history(Random random, int size) {
        List<Submission> history = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int number = random.nextInt(3) == 0 ? 0 : random.nextInt(NUMBERS);
            byte[] reporter = new byte[16];
            reporter[0] = (byte) random.nextInt(120);
            reporter[1] = (byte) (number == 0 ? random.nextInt(8) : 0);
            reporter[15] = 1;
            history.add(new Submission(
                    new Report(
                            0,
                            random.nextLong(),
                            number(number),
                            NumberKind.MOBILE_MVNO,
                            Channel.CALL,
                            Category.ofCode(random.nextInt(Category.COUNT)),
                            NOON - random.nextInt(90 * 86_400),
                            NOON,
                            new Report.Origin(reporter, random.nextInt(20), "test"),
                            0.1 + random.nextDouble(),
                            0,
                            Opinion.Tier.values()[random.nextInt(3)],
                            Opinion.State.LIVE,
                            Report.Remarks.NONE),
                    null));
        }
        return history;
    }

    private void send(List<Submission> submissions, int groupSize) throws Exception {
        for (int from = 0; from < submissions.size(); from += groupSize) {
            writer.write(submissions.subList(from, Math.min(from + groupSize, submissions.size())));
        }
    }

    private Map<String, Tally> tallies() throws Exception {
        Map<String, Tally> tallies = new TreeMap<>();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number_key, state FROM tally")) {
            while (rows.next()) {
                tallies.put(rows.getString(1), Tally.decode(rows.getBytes(2)));
            }
        }
        return tallies;
    }

    private Rebuild.Outcome rebuild(boolean repair) throws Exception {
        return new Rebuild(side, changed -> {}, repair).run();
    }

    @Test
    void write_anyOrderAndGrouping_givesTheSameTallies() throws Exception {
        // What a reporter's word weighs follows from what came before it; what was weighed may come in any order.
        List<Submission> history = history(new Random(1), 1_500).stream()
                .map(submission -> new Submission(
                        submission.report().weighed(new Ruling(0.7, Opinion.Tier.VOUCHED, Opinion.State.LIVE, 0, 0)),
                        null))
                .toList();
        send(history, 1_500);
        Map<String, Tally> atOnce = tallies();

        open();
        List<Submission> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(2));
        send(shuffled, 37);

        assertThat(tallies()).isEqualTo(atOnce);
        assertThat(rebuild(false)).isEqualTo(new Rebuild.Outcome(NUMBERS, 0, 1, 0, false));
    }

    /** A history in order of time, in which some reporters always report the same numbers. */
    private static List<Submission> told(Random random, int size) {
        List<Submission> told = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean gang = random.nextInt(4) == 0;
            byte[] reporter = new byte[16];
            reporter[0] = (byte) (gang ? 100 + random.nextInt(12) : random.nextInt(60));
            reporter[1] = (byte) (gang ? 1 : 0);
            int number = gang ? NUMBERS + random.nextInt(3) : random.nextInt(NUMBERS);
            Category category = gang ? Category.FRAUD : number < 6 ? Category.LEGITIMATE : Category.THREAT;
            told.add(new Submission(
                    new Report(
                            0,
                            i,
                            "+8613" + number + "00123456".substring(number % 3) + number % 3,
                            NumberKind.MOBILE,
                            Channel.CALL,
                            category,
                            NOON - 90L * 86_400 + i * 7_000L - random.nextInt(100_000),
                            NOON,
                            new Report.Origin(reporter, random.nextInt(50), "test"),
                            Policy.standard().newReporterWeight(),
                            0,
                            random.nextInt(20) == 0 ? Opinion.Tier.VOUCHED : Opinion.Tier.NEW,
                            Opinion.State.LIVE,
                            Report.Remarks.NONE),
                    null));
        }
        return told;
    }

    private void importAll(List<Submission> submissions, int groupSize) throws Exception {
        ImportClock clock = new ImportClock();
        for (int from = 0; from < submissions.size(); from += groupSize) {
            writer.write(submissions.subList(from, Math.min(from + groupSize, submissions.size())), clock);
        }
    }

    private Map<String, ReporterRecord> reporters() throws Exception {
        Map<String, ReporterRecord> reporters = new TreeMap<>();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, state FROM reporter")) {
            while (rows.next()) {
                reporters.put(rows.getString(1), ReporterRecord.decode(rows.getBytes(2)));
            }
        }
        return reporters;
    }

    @Test
    void write_importInAnyGroups_weighsAsInMemory() throws Exception {
        List<Submission> told = told(new Random(21), 1_200);
        Policy policy = Policy.standard();
        MemoryShelf shelf = new MemoryShelf(policy, number -> Standing.NONE);
        Bench<RuntimeException> bench = new Bench<>(policy, new Scorer(policy), shelf, 0);
        for (Submission submission : told) {
            Report report = submission.report();
            if (report.tier() == Opinion.Tier.VOUCHED) {
                bench.vouch(report.statement(), new Ruling(report.weight(), report.tier(), report.state(), 0, 0));
            } else {
                bench.take(report.statement());
            }
        }
        Map<String, Tally> expected = new TreeMap<>();
        shelf.numbers().forEach(number -> expected.put(number, shelf.tally(number)));
        assertThat(shelf.quarantined()).isNotEmpty();

        for (int groupSize : new int[] {1_200, 61}) {
            open();
            importAll(told, groupSize);

            assertThat(tallies()).isEqualTo(expected);
            Map<String, ReporterRecord> reporters = reporters();
            assertThat(reporters.values()).anyMatch(record -> record.agreed() > 1);
            reporters.forEach((id, record) ->
                    assertThat(shelf.reporter(Long.parseLong(id))).isEqualTo(record));
            assertThat(rebuild(false).numbersDiffering()).isZero();
            assertThat(rebuild(false).pagesDiffering()).isZero();
        }
    }

    @Test
    void judge_wallClock_holdsWhatTheImportLeft() throws Exception {
        importAll(told(new Random(22), 400), 400);
        assertThat(corrections.judge(1_000)).isZero();

        Corrections later = new Corrections(new WriteSide(
                store,
                Durability.BY_COMMIT,
                Policy.standard(),
                number -> false,
                Clock.offset(Clock.systemUTC(), java.time.Duration.ofDays(4))));
        assertThat(later.judge(10)).isEqualTo(10);
        assertThat(later.judge(1_000)).isPositive();
        assertThat(later.judge(1_000)).isZero();
    }

    @Test
    void sentence_imposedAndLifted_restoresTheTallies() throws Exception {
        List<Submission> told = told(new Random(23), 300).stream()
                .filter(submission -> submission.report().origin().reporter()[1] == 0)
                .toList();
        importAll(told, 50);
        Map<String, Tally> before = tallies();
        byte[] pseudonym = told.get(0).report().origin().reporter();

        Written imposed = corrections
                .sentence(new Corrections.Sentence(pseudonym, ReporterRecord.Quarantine.MODERATOR, "key", "a note"))
                .orElseThrow();
        Map<String, Tally> during = tallies();
        Written lifted = corrections
                .sentence(new Corrections.Sentence(pseudonym, ReporterRecord.Quarantine.NONE, "key", null))
                .orElseThrow();

        assertThat(imposed.acts().get(0).opinions()).isPositive();
        assertThat(lifted.acts().get(0).opinions())
                .isEqualTo(imposed.acts().get(0).opinions());
        assertThat(during).isNotEqualTo(before);
        assertThat(tallies()).isEqualTo(before);
        assertThat(rebuild(false).numbersDiffering()).isZero();
        List<ReporterTable.Act> acts = side.inTransaction(connection -> ReporterTable.acts(
                connection, java.nio.ByteBuffer.wrap(pseudonym).getLong()));
        assertThat(acts).extracting(ReporterTable.Act::act).containsExactly("lift", "quarantine");
        List<ReporterTable.Quarantined> left =
                side.inTransaction(connection -> ReporterTable.quarantined(connection, 10));
        assertThat(left).noneMatch(one -> java.util.Arrays.equals(one.pseudonym(), pseudonym));
    }

    @Test
    void expire_quarantinesOfTheModelWhoseCauseHasDecayed_leaveTheList() throws Exception {
        importAll(told(new Random(21), 1_200), 1_200);
        List<ReporterTable.Quarantined> listed =
                side.inTransaction(connection -> ReporterTable.quarantined(connection, 100));
        assertThat(listed).isNotEmpty();
        for (long years = 0; years < 2; years++) {
            long now = NOON + years * 1_500 * 86_400;
            List<ReporterTable.Quarantined> free = side.inTransaction(connection ->
                    ReporterTable.decayed(connection, listed, Policy.standard().reporters(), now));
            assertThat(free).hasSize(years == 0 ? free.size() : listed.size());
            side.inTransaction(connection -> {
                ReporterTable.expire(connection, free, side::nextId, now);
                ReporterTable.expire(connection, free, side::nextId, now);
                return 0;
            });
        }

        assertThat(side.<Long>inTransaction(ReporterTable::countQuarantined)).isZero();
        List<ReporterTable.Act> acts = side.inTransaction(
                connection -> ReporterTable.acts(connection, listed.get(0).reporter()));
        assertThat(acts).extracting(ReporterTable.Act::act).containsExactly("expire", "quarantine");
    }

    @Test
    void write_historySentAgain_changesNothing() throws Exception {
        List<Submission> history = history(new Random(3), 800);
        send(history, 100);
        Map<String, Tally> before = tallies();

        Written again = writer.write(history);

        assertThat(again.stored()).isZero();
        assertThat(again.changed()).isEmpty();
        assertThat(tallies()).isEqualTo(before);
    }

    @Test
    void write_sameReportTwiceInOneGroup_isStoredOnce() throws Exception {
        List<Submission> history = history(new Random(4), 50);
        List<Submission> doubled = new ArrayList<>(history);
        doubled.addAll(history);

        assertThat(writer.write(doubled).stored()).isEqualTo(50);
        assertThat(rebuild(false).numbersDiffering()).isZero();
    }

    @Test
    void restate_withdrawnReports_leaveNothingBehind() throws Exception {
        List<Submission> history = history(new Random(5), 600);
        List<Submission.Result> results = writer.write(history).results();

        for (Submission.Result result : results) {
            corrections.restate(result.id(), Opinion.State.WITHDRAWN);
        }

        assertThat(tallies().values()).allMatch(tally -> tally.negative() == 0 && tally.positive() == 0);
        assertThat(rebuild(false).numbersDiffering()).isZero();
        assertThat(rebuild(false).pagesDiffering()).isZero();
    }

    @Test
    void restate_someWithdrawn_givesTheTalliesOfTheRest() throws Exception {
        List<Submission> history = history(new Random(6), 900);
        List<Submission.Result> results = writer.write(history).results();
        Random random = new Random(7);
        for (Submission.Result result : results) {
            if (random.nextInt(4) == 0) {
                corrections.restate(result.id(), Opinion.State.WITHDRAWN);
            }
        }

        assertThat(rebuild(false)).isEqualTo(new Rebuild.Outcome(NUMBERS, 0, 1, 0, false));
    }

    @Test
    void rebuild_damagedRows_areToldAndRepaired() throws Exception {
        send(history(new Random(8), 300), 50);
        Map<String, Tally> right = tallies();
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE tally SET state = (SELECT state FROM tally WHERE number_key = '" + number(1)
                    + "') WHERE number_key = '" + number(2) + "'");
            statement.execute("DELETE FROM tally WHERE number_key = '" + number(3) + "'");
            statement.execute("DELETE FROM block_page");
        }

        Rebuild.Outcome found = rebuild(false);
        assertThat(found.numbersDiffering()).isEqualTo(2);
        assertThat(found.pagesDiffering()).isEqualTo(1);
        rebuild(true);

        assertThat(tallies()).isEqualTo(right);
        assertThat(rebuild(false)).isEqualTo(new Rebuild.Outcome(NUMBERS, 0, 1, 0, false));
    }

    @Test
    void write_idempotencyKeyAgain_givesTheFirstReport() throws Exception {
        List<Submission> history = history(new Random(9), 2);
        java.util.UUID key = java.util.UUID.randomUUID();
        Submission first = new Submission(history.get(0).report(), key);
        Submission other = new Submission(history.get(1).report(), key);

        Submission.Result stored = writer.write(List.of(first)).results().get(0);

        assertThat(writer.write(List.of(first)).results())
                .containsExactly(new Submission.Result(stored.id(), Submission.Outcome.DOUBLED));
        assertThat(writer.write(List.of(other)).results())
                .containsExactly(new Submission.Result(stored.id(), Submission.Outcome.CONFLICT));
    }

    @Test
    void write_twoWritersOnTheSameNumbers_loseNothing() throws Exception {
        List<Submission> history = history(new Random(10), 1_000);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> writers = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            List<Submission> half = history.subList(part * 500, part * 500 + 500);
            Thread thread = new Thread(() -> {
                try {
                    send(half, 25);
                } catch (Exception failure) {
                    failures.add(failure);
                }
            });
            writers.add(thread);
            thread.start();
        }
        for (Thread thread : writers) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(rebuild(false)).isEqualTo(new Rebuild.Outcome(NUMBERS, 0, 1, 0, false));
        assertThat(changeNumbersAreGapFree()).isTrue();
    }

    /** What one reporter says of one number, from a network of his own. */
    private static Submission says(int reporter, String number, Category category, long at) {
        byte[] pseudonym = new byte[16];
        pseudonym[0] = (byte) reporter;
        pseudonym[1] = (byte) (reporter >>> 8);
        pseudonym[15] = 7;
        return new Submission(
                new Report(
                        0,
                        reporter * 1_000_003L + at,
                        number,
                        NumberKind.MOBILE_MVNO,
                        Channel.CALL,
                        category,
                        at,
                        at,
                        new Report.Origin(pseudonym, reporter + 1, "test"),
                        Policy.standard().newReporterWeight(),
                        0,
                        Opinion.Tier.NEW,
                        Opinion.State.LIVE,
                        Report.Remarks.NONE),
                null);
    }

    private Ledger.Subject wronged() {
        return new Ledger.Subject(number(1), NumberKind.MOBILE_MVNO);
    }

    private AppealWriter.Done uphold(String reference) throws Exception {
        return new AppealWriter(side).uphold(wronged(), reference, "key", "proved");
    }

    /** A number under attack by many, who have reported others before; long enough that its dossier folds. */
    private void attack(int reporters) throws Exception {
        long now = side.now();
        for (int i = 0; i < reporters; i++) {
            writer.write(List.of(
                    says(i, number(2 + i % 5), Category.THREAT, now - 40_000 + i * 11L),
                    says(i, number(1), Category.FRAUD, now - 30_000 + i * 60L)));
        }
    }

    @Test
    void uphold_attackedNumber_leavesNothingAgainstItAndRebuildAgrees() throws Exception {
        for (int reporters : new int[] {30, 300}) {
            open();
            attack(reporters);
            writer.write(List.of(says(900, number(1), Category.LEGITIMATE, side.now() - 50)));

            AppealWriter.Done done = uphold("a");

            Tally after = Objects.requireNonNull(tallies().get(number(1)));
            assertThat(after.negative()).isZero();
            assertThat(after.positive()).isEqualTo(2);
            assertThat(done.act().opinions()).isEqualTo(reporters);
            assertThat(done.act().goodwill()).isEqualTo(Policy.standard().goodwill());
            assertThat(done.changed()).hasSize(2);
            assertThat(rebuild(false)).isEqualTo(new Rebuild.Outcome(6, 0, 1, 0, false));
        }
    }

    @Test
    void uphold_reportersWhoSpokeAgainstIt_areTrustedLess() throws Exception {
        attack(20);
        double before = reporters().values().stream()
                .mapToDouble(record -> record.weight(Policy.standard().reporters()))
                .sum();

        AppealWriter.Done done = uphold("a");

        double after = reporters().values().stream()
                .mapToDouble(record -> record.weight(Policy.standard().reporters()))
                .sum();
        assertThat(done.act().reporters()).isPositive();
        assertThat(after).isLessThan(before - 0.1 * done.act().reporters());
        assertThat(reporters().values()).allMatch(record -> record.disagreed() <= 1);
    }

    @Test
    void uphold_sameReportersAgain_cannotListItAgain() throws Exception {
        for (int reporters : new int[] {30, 300}) {
            open();
            attack(reporters);
            uphold("a");
            Tally cleared = Objects.requireNonNull(tallies().get(number(1)));

            for (int i = 0; i < reporters; i++) {
                writer.write(List.of(says(i, number(1), Category.LEGITIMATE, side.now() - 20)));
                writer.write(List.of(says(i, number(1), Category.FRAUD, side.now() - 10)));
            }
            assertThat(tallies().get(number(1))).isEqualTo(cleared);
            writer.write(List.of(says(1_000, number(1), Category.FRAUD, side.now())));
            assertThat(Objects.requireNonNull(tallies().get(number(1))).negative())
                    .isEqualTo(1);
            assertThat(rebuild(false).numbersDiffering()).isZero();
            assertThat(rebuild(false).pagesDiffering()).isZero();
        }
    }

    @Test
    void uphold_withdrawnAfterwards_doesNotLetItsReporterBeginAnew() throws Exception {
        long id = writer.write(List.of(says(1, number(1), Category.FRAUD, side.now() - 100)))
                .results()
                .get(0)
                .id();
        AppealWriter.Done upheld = uphold("a");

        assertThat(corrections.restate(id, Opinion.State.WITHDRAWN)).isEmpty();
        writer.write(List.of(says(1, number(1), Category.FRAUD, side.now())));
        assertThat(Objects.requireNonNull(tallies().get(number(1))).negative()).isZero();

        new AppealWriter(side).reverse(upheld.act().id(), "key", null);
        assertThat(Objects.requireNonNull(tallies().get(number(1))).negative()).isZero();
        assertThat(rebuild(false).numbersDiffering()).isZero();
    }

    @Test
    void uphold_networkOfTheOverruled_weighsAsThoughTheyStillStood() throws Exception {
        Report first = says(1, number(1), Category.FRAUD, side.now() - 100).report();
        writer.write(List.of(new Submission(first, null)));
        uphold("a");
        Report same = says(2, number(1), Category.FRAUD, side.now()).report();
        double alone = newBad(same);
        open();
        writer.write(List.of(new Submission(first, null)));
        uphold("a");
        Report neighbour = says(2, number(1), Category.FRAUD, side.now())
                .report()
                .from(new Report.Origin(same.origin().reporter(), first.origin().network(), "test"));

        assertThat(newBad(neighbour)).isCloseTo(alone / 2, within(alone / 100));
    }

    private double newBad(Report report) throws Exception {
        writer.write(List.of(new Submission(report, null)));
        return Double.parseDouble(
                Objects.requireNonNull(tallies().get(number(1))).toString().replaceAll(".*newBad=([^,]+),.*", "$1"));
    }

    @Test
    void uphold_sameReference_isCarriedOutOnce() throws Exception {
        attack(10);
        AppealWriter.Done first = uphold("a");
        Map<String, Tally> after = tallies();
        Map<String, ReporterRecord> records = reporters();

        AppealWriter.Done second = uphold("a");

        assertThat(second.changed()).isEmpty();
        assertThat(second.act()).isEqualTo(first.act());
        assertThat(tallies()).isEqualTo(after);
        assertThat(reporters()).isEqualTo(records);
    }

    @Test
    void uphold_severalAppeals_goodwillStaysBounded() throws Exception {
        attack(10);
        uphold("a");
        writer.write(List.of(says(500, number(1), Category.FRAUD, side.now())));
        AppealWriter.Done second = uphold("b");

        assertThat(second.act().opinions()).isEqualTo(1);
        assertThat(second.act().goodwill()).isLessThan(0.01);
        assertThat(rebuild(false).numbersDiffering()).isZero();
    }

    @Test
    void reverse_upheldAppeal_restoresTalliesAndReporters() throws Exception {
        for (int reporters : new int[] {30, 300}) {
            open();
            attack(reporters);
            Map<String, Tally> before = tallies();
            Map<String, ReporterRecord> records = reporters();
            AppealWriter.Done upheld = uphold("a");

            AppealWriter writerOfAppeals = new AppealWriter(side);
            AppealWriter.Done reversed =
                    writerOfAppeals.reverse(upheld.act().id(), "key", null).orElseThrow();
            AppealWriter.Done again =
                    writerOfAppeals.reverse(upheld.act().id(), "key", null).orElseThrow();

            assertThat(tallies()).isEqualTo(before);
            reporters()
                    .forEach((id, record) -> assertThat(record.disagreed())
                            .isCloseTo(Objects.requireNonNull(records.get(id)).disagreed(), within(1e-6)));
            assertThat(again.act()).isEqualTo(reversed.act());
            assertThat(again.changed()).isEmpty();
            assertThat(writerOfAppeals.reverse(reversed.act().id(), "key", null))
                    .isEmpty();
            assertThat(rebuild(false)).isEqualTo(new Rebuild.Outcome(6, 0, 1, 0, false));
            List<AppealTable.Act> acts = side.inTransaction(connection -> AppealTable.acts(connection, number(1), 10));
            assertThat(acts).extracting(AppealTable.Act::act).containsExactly("reverse", "uphold");
        }
    }

    private boolean changeNumbersAreGapFree() throws Exception {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), max(seq), (SELECT seq FROM change_head) FROM change_log")) {
            row.next();
            return row.getLong(1) == row.getLong(2) && row.getLong(2) == row.getLong(3);
        }
    }
}
