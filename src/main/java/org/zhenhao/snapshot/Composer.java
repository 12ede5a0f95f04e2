package org.zhenhao.snapshot;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.number.NumberParser;
import org.zhenhao.reputation.ReputationScan;
import org.zhenhao.score.Scorer;

/** Makes the tables of a version out of the store, reading the version before along. Bounded in memory; thread-safe. */
@Singleton
class Composer {
    static final String NUMBERS = "numbers.parquet";
    static final String BLOCKS = "blocks.parquet";

    private static final int BUFFER = 1 << 16;
    private static final int TELL_EVERY = 10_000;
    private static final Map<String, String> FACTS = Map.of("zhenhao.format", Integer.toString(Manifest.FORMAT));

    private final ReputationScan scan;
    private final Scorer scorer;
    private final NumberParser parser;
    private final DisputedNumbers disputed;
    private final Campaigns campaigns;
    private final PublishSettings settings;

    @Inject
    Composer(
            ReputationScan scan,
            Scorer scorer,
            NumberParser parser,
            DisputedNumbers disputed,
            Campaigns campaigns,
            PublishSettings settings) {
        this.campaigns = campaigns;
        this.scan = scan;
        this.scorer = scorer;
        this.parser = parser;
        this.disputed = disputed;
        this.settings = settings;
    }

    /** How many rows the tables have. */
    record Rows(long numbers, long blocks) {}

    /**
     * Writes both tables.
     *
     * @param into the directory
     * @param previous the directory of the version before, or null
     * @param now Unix seconds; the time that scores are of
     * @param progress told now and then how many numbers were looked at
     */
    Rows compose(Path into, @Nullable Path previous, long now, LongConsumer progress) throws Exception {
        return new Rows(numbers(into, previous, now, progress), blocks(into, previous, now));
    }

    private long numbers(Path into, @Nullable Path previous, long now, LongConsumer progress) throws Exception {
        NumberTable.Reader before = previous == null ? null : new NumberTable.Reader(previous.resolve(NUMBERS));
        try (NumberRows rows = new NumberRows(scorer, disputed, settings.networks(), now, before);
                NumberTable.Writer writer = new NumberTable.Writer(open(into.resolve(NUMBERS)), FACTS)) {
            long[] seen = {0};
            scan.numbers((id, evidence, registration) -> {
                NumberRow row = rows.row(id, campaigns.inheriting(evidence, now), registration);
                if (row != null) {
                    writer.write(row);
                }
                if (++seen[0] % TELL_EVERY == 0) {
                    progress.accept(seen[0]);
                }
            });
            return writer.rows();
        }
    }

    private long blocks(Path into, @Nullable Path previous, long now) throws Exception {
        BlockTable.Reader before = previous == null ? null : new BlockTable.Reader(previous.resolve(BLOCKS));
        try (BlockRules.Previous rules = new BlockRules.Previous(before);
                BlockTable.Writer writer = new BlockTable.Writer(open(into.resolve(BLOCKS)), FACTS)) {
            BlockRules made = new BlockRules(scorer, parser, now, rules, writer::write);
            scan.pages(made::page);
            return writer.rows();
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }
}
