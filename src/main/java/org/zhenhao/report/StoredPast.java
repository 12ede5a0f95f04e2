package org.zhenhao.report;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.registry.Registration;
import org.zhenhao.registry.Registry;
import org.zhenhao.registry.Role;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.reputation.Past;
import org.zhenhao.reputation.StoreUnavailableException;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Tally;
import org.zhenhao.score.Witness;

/**
 * Evidence of the past from the stored reports, of the numbers asked for and of all numbers of their pages; each page is read
 * once. Thread-safe.
 */
@Singleton
class StoredPast implements Past {
    private final DataSource store;
    private final Policy policy;
    private final Registry registry;

    StoredPast(DataSource store, Policy policy, Registry registry) {
        this.store = store;
        this.policy = policy;
        this.registry = registry;
    }

    @Override
    public List<Evidence> at(List<Evidence> present, long asOf) {
        try (Connection connection = store.getConnection()) {
            Moment moment = new Moment(connection, asOf);
            List<Evidence> past = new ArrayList<>(present.size());
            for (Evidence evidence : present) {
                past.add(moment.evidence(evidence));
            }
            return past;
        } catch (SQLException failure) {
            throw new StoreUnavailableException(failure);
        }
    }

    @Override
    public List<Witness> witnesses(String number, long asOf) {
        try (Connection connection = store.getConnection()) {
            return ReportTable.witnesses(connection, number, asOf);
        } catch (SQLException failure) {
            throw new StoreUnavailableException(failure);
        }
    }

    /** What has been read for one question. */
    private final class Moment {
        private final Connection connection;
        private final long asOf;
        private final Map<String, BlockPage> pages = new HashMap<>();
        private final Map<String, Tally> tallies = new HashMap<>();

        Moment(Connection connection, long asOf) {
            this.connection = connection;
            this.asOf = asOf;
        }

        Evidence evidence(Evidence present) throws SQLException {
            String number = present.number().key();
            NumberKind kind = present.number().kind();
            Blocks blocks = Blocks.of(number, kind);
            BlockPage page = BlockPage.EMPTY;
            // What is empty now has not been taken back since, but for what is to count no more.
            boolean nothing = present.tally().isEmpty() && present.page().isEmpty();
            if (blocks != null && !nothing) {
                if (!pages.containsKey(blocks.page())) {
                    pages.put(blocks.page(), read(blocks.page()));
                }
                page = pages.getOrDefault(blocks.page(), BlockPage.EMPTY);
            }
            Tally tally = tallies.get(number);
            if (tally == null) {
                tally = nothing || blocks != null
                        ? Tally.EMPTY
                        : tally(number, kind, ReportTable.opinions(connection, number));
            }
            return new Evidence(present.number(), tally, page, present.standing());
        }

        private BlockPage read(String key) throws SQLException {
            BlockPage[] page = {BlockPage.EMPTY};
            long first = KeyIds.of(key);
            // Numbers of a page whose key has no number of its own lie anywhere among the negative ids.
            long after = first < 0 ? Long.MIN_VALUE : first - 1;
            long last = first < 0 ? -1 : KeyIds.lastOfPage(key);
            ReportTable.opinions(connection, after, last, (number, kind, opinions) -> {
                Blocks blocks = Blocks.of(number, kind);
                if (blocks != null && blocks.page().equals(key)) {
                    Tally tally = tally(number, kind, opinions);
                    tallies.put(number, tally);
                    page[0] = page[0].with(blocks.tail(), Member.NONE, tally.member());
                }
            });
            return page[0];
        }

        private Tally tally(String number, NumberKind kind, List<Opinion> opinions) {
            List<Opinion> known =
                    opinions.stream().filter(opinion -> opinion.at() <= asOf).toList();
            return Dossier.of(policy, kind, official(number), known).tally();
        }
    }

    private boolean official(String number) {
        Registration registration = registry.find(number);
        return registration != null && registration.role() == Role.OFFICIAL;
    }
}
