package org.zhenhao.dispute;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;

/** {@code GET /v1/disputes/log}: what became of disputes, for everybody to see, without numbers and names. */
@Path("/v1/disputes/log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "disputes")
public class PublicRecord {
    private static final int MOST = 500;

    private final Clock clock;
    private final DisputeConfig config;

    @Inject
    PublicRecord(Clock clock, DisputeConfig config) {
        this.clock = clock;
        this.config = config;
    }

    /**
     * A dispute without what would tell whose it was.
     *
     * @param kind of the number
     * @param decided the day it was decided
     * @param days how long that took
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            LocalDate decided,
            long days,
            String kind,
            String reason,
            String outcome,
            boolean proven,
            @Nullable String note) {}

    /**
     * The record.
     *
     * @param decideWithinDays the term
     * @param open how many wait
     * @param overdue how many of these wait beyond the term
     * @param outcomes how many ended how
     * @param reasons how many were opened for which reason
     * @param medianDays of those decided; null if there are none
     * @param latest the last 500 that were decided
     */
    public record Record(
            int decideWithinDays,
            long open,
            long overdue,
            Map<String, Long> outcomes,
            Map<String, Long> reasons,
            @Nullable Long medianDays,
            List<Line> latest) {}

    @GET
    @Operation(summary = "What became of disputes, anonymised", description = "Open to all: no key, no scope.")
    public Record record() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            List<Line> latest =
                    Dispute.<Dispute>find("decidedBy is not null order by decidedAt desc").page(0, MOST).stream()
                            .map(PublicRecord::line)
                            .toList();
            List<Long> days = latest.stream().map(Line::days).sorted().toList();
            return new Record(
                    config.decideWithinDays(),
                    Dispute.count("state = 'open'"),
                    Dispute.count("state = 'open' and dueAt < ?1", now),
                    counts("state"),
                    counts("reason"),
                    days.isEmpty() ? null : days.get(days.size() / 2),
                    latest);
        });
    }

    private static Map<String, Long> counts(String column) {
        Map<String, Long> counts = new TreeMap<>();
        List<Object[]> rows = Dispute.getEntityManager()
                .createQuery("select d." + column + ", count(d) from Dispute d group by d." + column, Object[].class)
                .getResultList();
        rows.forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    private static Line line(Dispute row) {
        Instant decided = row.decidedAt == null ? row.openedAt : row.decidedAt;
        return new Line(
                LocalDate.ofInstant(decided, ZoneOffset.UTC),
                Duration.between(row.openedAt, decided).toDays(),
                NumberKind.ofCode(row.numberKind).wire(),
                row.reason,
                row.state,
                row.proven,
                row.publicNote);
    }
}
