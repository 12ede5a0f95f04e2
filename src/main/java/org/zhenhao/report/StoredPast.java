package org.zhenhao.report;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.reputation.KeyIds;
import org.zhenhao.reputation.Past;
import org.zhenhao.reputation.StoreUnavailableException;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/** Evidence of the past from the stored reports, of the number and of all numbers of its page. Thread-safe. */
@Singleton
class StoredPast implements Past {
    private final DataSource store;
    private final Policy policy;

    StoredPast(DataSource store, Policy policy) {
        this.store = store;
        this.policy = policy;
    }

    @Override
    public Evidence at(Evidence present, long asOf) {
        String number = present.number().key();
        NumberKind kind = present.number().kind();
        Blocks blocks = Blocks.of(number, kind);
        try (Connection connection = store.getConnection()) {
            boolean official = present.standing() == Standing.OFFICIAL;
            Tally tally = tally(kind, official, ReportTable.opinions(connection, number), asOf);
            return new Evidence(present.number(), tally, page(connection, blocks, asOf), present.standing());
        } catch (SQLException failure) {
            throw new StoreUnavailableException(failure);
        }
    }

    private BlockPage page(Connection connection, @Nullable Blocks blocks, long asOf) throws SQLException {
        if (blocks == null) {
            return BlockPage.EMPTY;
        }
        BlockPage[] page = {BlockPage.EMPTY};
        long first = KeyIds.of(blocks.page());
        ReportTable.opinions(connection, first - 1, KeyIds.lastOfPage(blocks.page()), (number, kind, opinions) -> {
            Blocks others = Blocks.of(number, kind);
            if (others != null && others.page().equals(blocks.page())) {
                Member member = tally(kind, false, opinions, asOf).member();
                page[0] = page[0].with(others.tail(), Member.NONE, member);
            }
        });
        return page[0];
    }

    private Tally tally(NumberKind kind, boolean official, List<Opinion> opinions, long asOf) {
        List<Opinion> known =
                opinions.stream().filter(opinion -> opinion.at() <= asOf).toList();
        return Dossier.of(policy, kind, official, known).tally();
    }
}
