package org.zhenhao.published;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.dispute.DisputeChanges;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.registry.Registry;
import org.zhenhao.reputation.TallyStore;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Scorer;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/** Decides from the stored tallies, past every cache, which of some numbers are to be published. Thread-safe. */
@Singleton
class Judge {
    private final Registry registry;
    private final Scorer scorer;
    private final NumberParser parser;
    private final Campaigns campaigns;

    @Inject
    Judge(Registry registry, Scorer scorer, NumberParser parser, Campaigns campaigns) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.scorer = scorer;
        this.parser = parser;
    }

    /** The entries of those that qualify, by key. */
    Map<String, PublishedEntry> entries(Connection connection, Collection<String> keys, long now) throws SQLException {
        // What the change log tells of campaigns may be newer than what this replica knows of them.
        campaigns.refresh();
        Map<String, TallyStore.TallyRow> tallies = TallyStore.readTallies(connection, keys);
        Map<String, ParsedNumber> numbers = new HashMap<>();
        Set<String> pages = new HashSet<>();
        tallies.forEach((key, row) -> {
            // Most changes are first reports: nothing more is read for them.
            ParsedNumber number = PublicationRule.independent(Tally.decode(row.state())) ? parse(key) : null;
            if (number != null && registry.find(key) == null) {
                numbers.put(key, number);
                Blocks blocks = Blocks.of(key, number.kind());
                if (blocks != null) {
                    pages.add(blocks.page());
                }
            }
        });
        // Whoever contests what is said of a number is heard before it is said to others.
        numbers.keySet().removeAll(DisputeChanges.offListsAmong(connection, numbers.keySet()));
        Map<String, TallyStore.PageRow> pageRows = TallyStore.readPages(connection, pages);
        Map<String, PublishedEntry> entries = new HashMap<>();
        for (Map.Entry<String, ParsedNumber> number : numbers.entrySet()) {
            TallyStore.TallyRow row = tallies.get(number.getKey());
            Blocks blocks = Blocks.of(number.getKey(), number.getValue().kind());
            TallyStore.PageRow page = blocks == null ? null : pageRows.get(blocks.page());
            if (row != null) {
                Evidence own = new Evidence(
                        number.getValue(),
                        Tally.decode(row.state()),
                        page == null ? BlockPage.EMPTY : BlockPage.decode(page.state()),
                        Standing.NONE);
                Evidence evidence = campaigns.inheriting(own, now);
                PublishedEntry entry = PublicationRule.entry(evidence, scorer.assess(evidence, now));
                if (entry != null) {
                    entries.put(entry.key(), entry);
                }
            }
        }
        return entries;
    }

    /** Codes that are senders of texts say so by themselves; read as callers they would all look forged. */
    private @Nullable ParsedNumber parse(String key) {
        try {
            return parser.parse(key, key.startsWith("CN-106") ? Channel.SMS : Channel.CALL, "CN");
        } catch (RefusedNumberException e) {
            return null;
        }
    }

    /** Keys of the tallies after an id that could qualify, and the last id read. */
    record Candidates(List<String> keys, long last, boolean more) {}

    static Candidates candidates(Connection connection, long afterId, int limit) throws SQLException {
        List<String> keys = new ArrayList<>();
        long last = afterId;
        int read = 0;
        try (var query = connection.prepareStatement(
                "SELECT id, number_key, state FROM tally WHERE id > ? ORDER BY id LIMIT ?")) {
            query.setLong(1, afterId);
            query.setInt(2, limit);
            try (var rows = query.executeQuery()) {
                for (; rows.next(); read++) {
                    last = rows.getLong(1);
                    if (PublicationRule.independent(Tally.decode(rows.getBytes(3)))) {
                        keys.add(rows.getString(2));
                    }
                }
            }
        }
        return new Candidates(keys, last, read == limit);
    }
}
