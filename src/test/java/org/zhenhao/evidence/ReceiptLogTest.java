package org.zhenhao.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.SigningKey;
import org.zhenhao.testing.TestStores;

class ReceiptLogTest {
    private static final int LEAVES = 1_000;

    @Test
    void proofs_ofEveryLeafAndSize_areRight_andOfAnythingElseWrong() throws SQLException {
        DataSource store = TestStores.h2InMemory();
        TestStores.migrate(store);
        List<byte[]> hashes = fill(store);
        try (Connection connection = store.getConnection()) {
            Proofs proofs = new Proofs(connection);
            for (int size : new int[] {1, 2, 3, 7, 8, 255, 256, 257, 511, 768, 999, 1_000}) {
                byte[] root = reference(hashes.subList(0, size));
                assertThat(proofs.root(0, size)).isEqualTo(root);
                for (int index = 0; index < size; index += Math.max(1, size / 9)) {
                    List<byte[]> proof = proofs.inclusion(index, size);
                    assertThat(Merkle.included(hashes.get(index), index, size, root, proof))
                            .as("%d of %d", index, size)
                            .isTrue();
                    assertThat(Merkle.included(hashes.get(index), (index + 1) % size, size, root, proof))
                            .isEqualTo(size == 1);
                    assertThat(Merkle.included(Merkle.leaf(new byte[1]), index, size, root, proof))
                            .isFalse();
                }
                byte[] last = reference(hashes);
                List<byte[]> growth = proofs.consistency(size, LEAVES);
                assertThat(Merkle.consistent(size, root, LEAVES, last, growth)).isTrue();
                assertThat(Merkle.consistent(size, last, LEAVES, root, growth)).isEqualTo(size == LEAVES);
            }
            assertThat(LogTable.read(connection).root()).isEqualTo(reference(hashes));
        }
    }

    /** The roots of the eight leaves that the tests of Certificate Transparency use. */
    @Test
    void roots_ofKnownLeaves_areThePublishedOnes() {
        Frontier frontier = Frontier.decode(0, new byte[0]);
        assertThat(HexFormat.of().formatHex(frontier.root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        frontier.add(Merkle.leaf(new byte[0]), new ArrayList<>());
        assertThat(HexFormat.of().formatHex(frontier.root()))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        frontier.add(Merkle.leaf(new byte[1]), new ArrayList<>());
        assertThat(HexFormat.of().formatHex(frontier.root()))
                .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    }

    @Test
    void checkpoint_signedAndOpened_isTheSame_andAChangedOneIsNone() {
        SigningKey key =
                SigningKey.of(Pseudonyms.under("a secret for this test".getBytes(StandardCharsets.UTF_8)), "log");
        String note = new Checkpoint("example.org/log", 42, Merkle.empty(), 1_700_000_000).sign(key);

        Checkpoint opened = Checkpoint.open(note, key.publicKey());
        assertThat(opened).isNotNull();
        assertThat(opened.size()).isEqualTo(42);
        assertThat(opened.at()).isEqualTo(1_700_000_000);
        assertThat(Checkpoint.open(note.replace("\n42\n", "\n43\n"), key.publicKey()))
                .isNull();
        assertThat(Checkpoint.open(note, new byte[32])).isNull();
        assertThat(Checkpoint.open("nothing", key.publicKey())).isNull();
    }

    private static List<byte[]> fill(DataSource store) throws SQLException {
        List<byte[]> hashes = new ArrayList<>();
        try (Connection connection = store.getConnection()) {
            for (int from = 0; from < LEAVES; from += 77) {
                Frontier head = LogTable.lock(connection);
                List<Frontier.Filled> filled = new ArrayList<>();
                List<ReceiptLog.Entry> entries = new ArrayList<>();
                List<byte[]> news = new ArrayList<>();
                for (int i = from; i < Math.min(LEAVES, from + 77); i++) {
                    byte[] leaf = ("leaf " + i).getBytes(StandardCharsets.UTF_8);
                    entries.add(new ReceiptLog.Entry(i, leaf));
                    news.add(Merkle.leaf(leaf));
                    head.add(Merkle.leaf(leaf), filled);
                }
                LogTable.write(connection, from, entries, news, head);
                LogTable.fill(connection, filled);
                hashes.addAll(news);
            }
        }
        return hashes;
    }

    /** RFC 6962, section 2.1, word by word. */
    private static byte[] reference(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        int left = Integer.highestOneBit(hashes.size() - 1);
        return Merkle.node(reference(hashes.subList(0, left)), reference(hashes.subList(left, hashes.size())));
    }
}
