package org.zhenhao.reputation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.registry.Registry;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Category;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Tally;

/** Writes what people have said of numbers into a store, and into the reference at the same time. */
public final class Script {
    private static final long DAY = 86_400;

    private final NumberParser parser;
    private final Policy policy;
    private final long now;
    private final MemoryItems reference;
    private final Map<String, Long> tallyVersions = new HashMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, Long> pageVersions = new HashMap<>();
    private final Map<String, BlockPage> pages = new LinkedHashMap<>();

    /** A script that plays at {@code now}, Unix seconds. */
    public Script(NumberParser parser, Policy policy, long now, MemoryItems reference) {
        this.parser = parser;
        this.policy = policy;
        this.now = now;
        this.reference = reference;
    }

    /** Lets {@code people} say something of a number, one a day until today, in place of what was said of it before. */
    public List<ChangedItem> say(DataSource store, String number, Channel channel, Category category, int people)
            throws SQLException {
        ParsedNumber parsed = parser.parse(number, channel, "CN");
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 1; i <= people; i++) {
            Opinion.Tier tier = i % 2 == 0 ? Opinion.Tier.ESTABLISHED : Opinion.Tier.NEW;
            opinions.add(new Opinion(i, i, 1_000 + i, category, now - i * DAY, 0.8, tier, Opinion.State.LIVE));
        }
        Dossier dossier = Dossier.of(policy, parsed.kind(), false, opinions);
        Blocks blocks = Blocks.of(parsed.key(), parsed.kind());
        Tally before = tallies.getOrDefault(parsed.key(), Tally.EMPTY);
        Tally after = dossier.tally();
        List<TallyStore.TallyWrite> tallyWrites = List.of(new TallyStore.TallyWrite(
                ItemKey.tally(parsed.key(), blocks == null ? null : blocks.page()),
                tallyVersions.getOrDefault(parsed.key(), 0L),
                after.encode(),
                dossier.encode()));
        List<TallyStore.PageWrite> pageWrites = new ArrayList<>();
        if (blocks != null) {
            Member old = before.isEmpty() ? Member.NONE : before.member();
            BlockPage page =
                    pages.getOrDefault(blocks.page(), BlockPage.EMPTY).with(blocks.tail(), old, after.member());
            pages.put(blocks.page(), page);
            pageWrites.add(new TallyStore.PageWrite(
                    ItemKey.page(blocks.page()), pageVersions.getOrDefault(blocks.page(), 0L), page.encode()));
        }
        tallies.put(parsed.key(), after);
        return write(store, tallyWrites, pageWrites);
    }

    private List<ChangedItem> write(
            DataSource store, List<TallyStore.TallyWrite> tallyWrites, List<TallyStore.PageWrite> pageWrites)
            throws SQLException {
        try (Connection connection = store.getConnection()) {
            connection.setAutoCommit(false);
            List<ChangedItem> changed = TallyStore.write(connection, tallyWrites, pageWrites, now);
            connection.commit();
            for (ChangedItem change : changed) {
                reference.put(change.key(), change.item());
                Map<String, Long> versions = change.key().type() == ItemKey.Type.TALLY ? tallyVersions : pageVersions;
                versions.put(change.key().key(), change.item().version());
            }
            return changed;
        }
    }

    /** The lookup over the reference. */
    public Reputation overReference(Registry registry) {
        NearItems near = new NearItems(reference, NearItemsTest.settings(1 << 20), System::nanoTime);
        Crowd crowd = new Crowd(near, reference, new PackedItems(0), null, null);
        return new Reputation(near, crowd, registry::find, () -> false, changes -> {});
    }
}
