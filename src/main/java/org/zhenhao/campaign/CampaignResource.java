package org.zhenhao.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.RequiresScope;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** {@code /v1/campaigns} and {@code /v1/case-keys}: numbers that belong together, and the keys that cases are blinded with. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "campaigns")
public class CampaignResource {
    /** Rounds of PBKDF2 (RFC 8018), so that trying all telephone numbers of a country takes days, not seconds. */
    static final int ROUNDS = 200_000;

    private static final Pattern ID = Pattern.compile("[0-9a-z]{16}");
    private static final int MOST = 1_000;
    private static final int LONGEST_NOTE = 500;
    /** A number is named to everybody once so many networks have reported it. */
    private static final int NAMED_FROM = 3;

    private final CaseKeys keys;
    private final LinkJob job;
    private final AgroalDataSource store;
    private final Callers callers;
    private final Clock clock;

    @Inject
    CampaignResource(CaseKeys keys, LinkJob job, AgroalDataSource store, Callers callers, Clock clock) {
        this.keys = keys;
        this.job = job;
        this.store = store;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * How to blind a case.
     *
     * @param function what to compute, with the period's key as the salt
     * @param iterations its rounds
     * @param bytes its length
     */
    public record Keys(List<CaseKeys.Period> periods, String function, int iterations, int bytes) {}

    /**
     * A campaign.
     *
     * @param state {@code active} or {@code ended}
     * @param people about how many reported it, as a range
     * @param numbers those that several networks reported; all of them with the scope {@code audit} or {@code moderate}
     * @param unnamed how many more there are
     */
    public record View(
            String id,
            String state,
            Instant first,
            Instant last,
            String people,
            boolean thirdPartyContact,
            List<Member> numbers,
            int unnamed,
            List<Day> timeline) {}

    /**
     * A number of a campaign.
     *
     * @param links what it has in common with others: {@code case_key}, {@code text}, {@code signature}, {@code block}
     * @param share what it inherits, 0 to 1, of what a campaign can give at most
     * @param joined when it was found to belong to it
     */
    public record Member(
            String number, List<String> links, double share, Instant first, Instant last, Instant joined) {}

    /** What was reported of a campaign's numbers on a day, UTC. */
    public record Day(LocalDate day, int numbers, int reports) {}

    /** A link to be cut. */
    public record CutRequest(
            @Nullable String number, @Nullable String note) {}

    /** A link that was cut. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CutView(
            String number,
            String campaign,
            Instant at,
            @Nullable String note) {}

    @GET
    @Path("/case-keys")
    @RequiresScope(Scope.REPORT)
    @Operation(
            summary = "The keys that cases are blinded with",
            description =
                    "An app makes PBKDF2 of what the called people share (such as the number of the person asked after)"
                            + " with each period's key as the salt, and sends the values in `caseKeys` of a report.")
    public Keys caseKeys() {
        return new Keys(keys.open(), "PBKDF2-HMAC-SHA-256", ROUNDS, 32);
    }

    @GET
    @Path("/campaigns/{id}")
    @Blocking
    @Operation(summary = "A campaign: its numbers, what links them, its days")
    public View campaign(@PathParam("id") String id, @Context RoutingContext context) {
        Caller caller = callers.of(context);
        caller.require(Scope.LOOKUP);
        boolean all = caller.may(Scope.AUDIT) || caller.may(Scope.MODERATE);
        return stored(connection -> {
            CampaignTable.Head head = ID.matcher(id).matches() ? CampaignTable.find(connection, id) : null;
            if (head == null) {
                throw notFound();
            }
            List<Member> members = new ArrayList<>();
            int unnamed = 0;
            for (Map.Entry<String, CampaignTable.Row> row :
                    CampaignTable.members(connection, id, MOST).entrySet()) {
                if (all || row.getValue().member().networks() >= NAMED_FROM) {
                    members.add(member(row.getKey(), row.getValue()));
                } else {
                    unnamed++;
                }
            }
            return new View(
                    head.id(),
                    head.ended() == null ? "active" : "ended",
                    Instant.ofEpochSecond(head.first()),
                    Instant.ofEpochSecond(head.last()),
                    range(head.people()),
                    head.thirdParties(),
                    members,
                    unnamed,
                    CampaignTable.days(connection, id).stream()
                            .map(day -> new Day(LocalDate.ofEpochDay(day.day()), day.numbers(), day.reports()))
                            .toList());
        });
    }

    @POST
    @Path("/campaigns/{id}/cuts")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.MODERATE)
    @Blocking
    @Operation(
            summary = "Cut a number off a campaign",
            description = "What was reported of it until now links it no longer; new reports may.")
    public CutView cut(@PathParam("id") String id, @Nullable CutRequest request, @Context RoutingContext context) {
        String number = request == null ? null : request.number();
        String note = request == null ? null : request.note();
        boolean writable = note == null || (note.length() <= LONGEST_NOTE && note.indexOf('\0') < 0);
        if (number == null || !writable) {
            throw ProblemException.of(
                            ProblemCode.INVALID_FIELD,
                            "须给出 number；note 最多 500 个字符",
                            "number must be given; note has at most 500 characters")
                    .with("field", number == null ? "number" : "note");
        }
        long now = clock.instant().getEpochSecond();
        String actor = callers.of(context).id();
        CutView cut = stored(connection -> {
            if (!ID.matcher(id).matches()
                    || !CampaignTable.members(connection, id, MOST).containsKey(number)) {
                throw notFound();
            }
            CampaignTable.put(connection, new CampaignTable.Cut(number, id, now, actor, note));
            return new CutView(number, id, Instant.ofEpochSecond(now), note);
        });
        stored(connection -> {
            job.run();
            return true;
        });
        return cut;
    }

    private static Member member(String number, CampaignTable.Row row) {
        return new Member(
                number,
                row.member().links().stream().sorted().map(Trace.Kind::wire).toList(),
                row.member().share(),
                Instant.ofEpochSecond(row.member().first()),
                Instant.ofEpochSecond(row.member().last()),
                Instant.ofEpochSecond(row.joined()));
    }

    private static String range(int people) {
        return people < 10 ? "3-9" : people < 30 ? "10-29" : people < 100 ? "30-99" : "100+";
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T stored(Work<T> work) {
        try (Connection connection = store.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw ProblemException.of(
                            ProblemCode.STORE_UNAVAILABLE, "存储暂时不可用", "the store cannot be reached at the moment")
                    .retryAfter(2);
        }
    }

    private static ProblemException notFound() {
        return ProblemException.of(
                ProblemCode.NOT_FOUND, "没有这个团伙，或号码不在其中", "there is no such campaign, or the number is not in it");
    }
}
