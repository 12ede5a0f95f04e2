package org.zhenhao.registry;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.number.RefusedNumberException;
import org.zhenhao.store.StartOrder;

/** Enters the official Chinese numbers that come with the service, at the first start that has this edition of them. */
@Singleton
final class BundledNumbers {
    private static final Logger LOG = Logger.getLogger(BundledNumbers.class);
    private static final String FILE = "cn_official_numbers.csv";
    private static final String EDITION = "2026-08-21";
    private static final String SOURCE = "metowolf/vCards b1a346c, " + EDITION;
    private static final String FACT = "bundled_numbers";
    private static final String WHO = "bundled";

    private final Book book;
    private final NumberParser parser;
    private final EntityManager store;

    @Inject
    BundledNumbers(Book book, NumberParser parser, EntityManager store) {
        this.book = book;
        this.parser = parser;
        this.store = store;
    }

    /**
     * The bundled file, read.
     *
     * @param listings one for each number
     * @param skipped rows whose number is none that can be registered
     */
    record Edition(List<Listing> listings, int skipped) {}

    void start(@Observes @Priority(StartOrder.FIRST_ROWS) StartupEvent event) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (claim()) {
                Edition edition = read(parser);
                int added = book.addInTransaction(edition.listings(), Source.of(WHO))
                        .entries();
                LOG.infof(
                        "Registry: entered %,d official numbers from %s (%,d rows skipped: not whole numbers)",
                        added, SOURCE, edition.skipped());
            }
        });
    }

    /** Takes the work for this replica: a second one waits here for the first's transaction, and finds it done. */
    private boolean claim() {
        store.createNativeQuery("insert into deployment_fact (name, fact) values (?1, '') on conflict do nothing")
                .setParameter(1, FACT)
                .executeUpdate();
        return store.createNativeQuery("update deployment_fact set fact = ?2 where name = ?1 and fact <> ?2")
                        .setParameter(1, FACT)
                        .setParameter(2, EDITION)
                        .executeUpdate()
                > 0;
    }

    static Edition read(NumberParser parser) {
        Map<String, Listing> listings = new LinkedHashMap<>();
        int skipped = 0;
        try (InputStream in = Objects.requireNonNull(BundledNumbers.class.getResourceAsStream(FILE));
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            for (NamedCsvRecord row : rows) {
                // The digits alone have lost the plus of foreign numbers; the printed form still has it.
                String number = row.getField("number");
                Set<String> keys = new LinkedHashSet<>();
                for (Channel channel : Channel.values()) {
                    String key = key(parser, number, channel);
                    if (key != null) {
                        keys.add(key);
                    }
                }
                skipped += keys.isEmpty() ? 1 : 0;
                keys.forEach(key -> listings.merge(key, listing(key, row), BundledNumbers::either));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Edition(List.copyOf(listings.values()), skipped);
    }

    private static @Nullable String key(NumberParser parser, String number, Channel channel) {
        try {
            ParsedNumber parsed = parser.parse(number, channel, "CN");
            return EntryFields.registrable(parsed.kind()) ? parsed.key() : null;
        } catch (RefusedNumberException e) {
            return null;
        }
    }

    /** Two rows can mean one number, such as a code and the same code behind a sub-number prefix: then neither purpose. */
    private static Listing either(Listing one, Listing other) {
        return Listing.official(one.numberKey(), one.institution(), one.institutionEn(), one.category(), null)
                .from(one.source());
    }

    private static Listing listing(String key, NamedCsvRecord row) {
        String name = row.getField("organization");
        String purpose = row.getField("label");
        boolean latin = name.chars().allMatch(c -> c < 0x250);
        return Listing.official(
                        key, name, latin ? name : null, row.getField("category"), purpose.isEmpty() ? null : purpose)
                .from(SOURCE);
    }
}
