package org.zhenhao.evidence;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.SigningKey;
import org.zhenhao.testing.TestStores;

/** Measures the log at a million receipts on H2 in memory; run by loadtest/receipts.sh. */
final class ReceiptLogBenchmark {
    private static final int GROUP = 256;
    private static final int PROOFS = 2_000;

    private ReceiptLogBenchmark() {}

    public static void main(String[] args) throws SQLException {
        int receipts = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        DataSource store = TestStores.h2InMemory();
        TestStores.migrate(store);
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            fill(connection, receipts);
            report("append", receipts, began);
            Proofs proofs = new Proofs(connection);
            byte[] root = LogTable.read(connection).root();
            proofs(connection, proofs, receipts, root);
            began = System.nanoTime();
            Frontier anew = Frontier.decode(0, new byte[0]);
            for (int i = 0; i < receipts; i++) {
                anew.add(Merkle.leaf(leaf(i)), new ArrayList<>(1));
            }
            report("verify the whole log from its leaves", receipts, began);
            if (!java.util.Arrays.equals(anew.root(), root)) {
                throw new IllegalStateException("the roots differ");
            }
        }
        signatures();
    }

    private static void fill(Connection connection, int receipts) throws SQLException {
        for (int from = 0; from < receipts; from += GROUP) {
            Frontier head = LogTable.lock(connection);
            List<Frontier.Filled> filled = new ArrayList<>();
            List<ReceiptLog.Entry> entries = new ArrayList<>();
            List<byte[]> hashes = new ArrayList<>();
            for (int i = from; i < Math.min(receipts, from + GROUP); i++) {
                entries.add(new ReceiptLog.Entry(i, leaf(i)));
                hashes.add(Merkle.leaf(leaf(i)));
                head.add(hashes.get(hashes.size() - 1), filled);
            }
            LogTable.write(connection, from, entries, hashes, head);
            LogTable.fill(connection, filled);
            connection.commit();
        }
    }

    private static void proofs(Connection connection, Proofs proofs, int receipts, byte[] root) throws SQLException {
        List<List<byte[]>> made = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < PROOFS; i++) {
            made.add(proofs.inclusion((long) i * receipts / PROOFS, receipts));
        }
        report("make an inclusion proof", PROOFS, began);
        int longest = 0;
        began = System.nanoTime();
        for (int i = 0; i < PROOFS; i++) {
            int place = (int) ((long) i * receipts / PROOFS);
            longest = Math.max(longest, made.get(i).size());
            if (!Merkle.included(Merkle.leaf(leaf(place)), place, receipts, root, made.get(i))) {
                throw new IllegalStateException("a proof is wrong");
            }
        }
        report("check an inclusion proof", PROOFS, began);
        System.out.printf("proof size at %d receipts: at most %d hashes, %d bytes%n", receipts, longest, longest * 32);
    }

    private static void signatures() {
        SigningKey key = SigningKey.of(Pseudonyms.under(new byte[32]), "benchmark");
        for (int round = 0; round < 2; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < PROOFS; i++) {
                new Checkpoint("example.org/log", i, Merkle.empty(), i).sign(key);
            }
            report(round == 0 ? "sign a checkpoint, cold" : "sign a checkpoint", PROOFS, began);
        }
    }

    /** As long as a leaf with a claim and a fact. */
    private static byte[] leaf(int i) {
        return ("{\"v\":1,\"report\":\"0000000000000\",\"number\":\"+8617012345678\",\"channel\":\"call\",\"category\":\"threat\","
                        + "\"occurredAt\":\"2026-11-20T13:40:00Z\",\"acceptedAt\":\"2026-11-20T13:41:00Z\","
                        + "\"salt\":\"00000000000000000000000000000000\",\"details\":{\"conduct\":[\"threatened\"]},"
                        + i + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void report(String what, int count, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%s: %.1f us each, %.0f a second%n", what, seconds / count * 1e6, count / seconds);
    }
}
