package org.zhenhao.report;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.registry.Registration;
import org.zhenhao.registry.Registry;
import org.zhenhao.registry.RegistryChanged;
import org.zhenhao.registry.Role;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.secret.Vault;
import org.zhenhao.store.Durability;

/** Where reports enter: stores them, keeps the tallies, tells the lookup side what changed. Thread-safe. */
@ApplicationScoped
class Intake {
    private final Registry registry;
    private final NumberParser parser;
    private final Pseudonyms pseudonyms;
    private final Policy policy;
    private final Clock clock;
    private final Reputation reputation;
    private final IntakeMetrics metrics;
    private final IntakeConfig config;
    private final WriteSide side;
    private final ReportWriter writer;
    private final Corrections corrections;
    private @Nullable GroupCommitter committer;

    Intake(
            DataSource dataSource,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String storeUrl,
            Registry registry,
            NumberParser parser,
            Pseudonyms pseudonyms,
            Policy policy,
            Clock clock,
            Reputation reputation,
            IntakeMetrics metrics,
            IntakeConfig config,
            Particulars particulars,
            Vault vault) {
        this.registry = registry;
        this.parser = parser;
        this.pseudonyms = pseudonyms;
        this.policy = policy;
        this.clock = clock;
        this.reputation = reputation;
        this.metrics = metrics;
        this.config = config;
        this.side = new WriteSide(dataSource, Durability.of(storeUrl), policy, this::official, clock);
        side.attach(particulars);
        side.seal(vault);
        this.writer = new ReportWriter(side);
        this.corrections = new Corrections(side);
    }

    void start(@Observes StartupEvent event) {
        committer = new GroupCommitter(side, writer, reputation::published, metrics, config);
    }

    void stop(@Observes ShutdownEvent event) {
        if (committer != null) {
            committer.close();
        }
    }

    /** Numbers that became official, or ceased to be, are tallied by other rules from then on. */
    void registryChanged(@Observes RegistryChanged changed) throws SQLException {
        List<String> keys = new ArrayList<>(changed.keys());
        for (RegistryChanged.Span span : changed.spans()) {
            keys.addAll(side.inTransaction(connection -> ReportTable.reported(connection, span)));
        }
        retally(keys);
    }

    /** Makes the tallies of these numbers anew from their reports, by the rules that hold for them now. Blocks. */
    void retally(Collection<String> keys) throws SQLException {
        List<Ledger.Subject> subjects = new ArrayList<>();
        for (String key : keys) {
            subjects.add(new Ledger.Subject(
                    key, parser.parse(key, Channel.CALL, "CN").kind()));
        }
        reputation.published(corrections.remake(subjects));
    }

    private boolean official(String number) {
        Registration registration = registry.find(number);
        return registration != null && registration.role() == Role.OFFICIAL;
    }

    WriteSide side() {
        return side;
    }

    Corrections corrections() {
        return corrections;
    }

    /** Carries out what a moderator decides of a reporter; empty if nobody has heard of him. Blocks until it is committed. */
    Optional<ReporterTable.Act> sentence(Corrections.Sentence sentence) throws SQLException {
        return corrections.sentence(sentence).map(written -> {
            reputation.published(written.changed());
            return written.acts().get(0);
        });
    }

    ReportFactory factory(String client) {
        return new ReportFactory(parser, pseudonyms, policy, clock, client);
    }

    /**
     * Stores a report.
     *
     * @return what became of it, once it is committed
     * @throws ProblemException at once, if too many wait or the store does not answer
     */
    CompletionStage<Submission.Result> submit(Submission submission) {
        if (committer == null) {
            throw new IllegalStateException("the intake has not started");
        }
        CompletionStage<Submission.Result> answer = committer.submit(submission);
        if (answer == null) {
            metrics.turnedAway();
            throw ProblemException.of(
                            ProblemCode.OVERLOADED,
                            "现在无法接收举报：等待保存的过多，或存储没有响应",
                            "no report can be taken now: too many wait for their commit, or the store does not answer")
                    .retryAfter(1);
        }
        return answer;
    }

    /** The stored report, or null. Blocks. */
    @Nullable
    Report find(long id) throws SQLException {
        return side.inTransaction(connection -> Optional.ofNullable(side.opened(ReportTable.find(connection, id))))
                .orElse(null);
    }

    /** Takes a report back. Blocks until it is committed. */
    void withdraw(long id) throws SQLException {
        reputation.published(corrections.restate(id, Opinion.State.WITHDRAWN));
        side.force();
    }

    /** The way in for one file of historic reports. */
    Backfill backfill() {
        return new Backfill(side, writer, reputation::published, metrics, config.importBatch());
    }

    /** A comparison of all tallies with the stored reports. */
    Rebuild rebuild(boolean repair) {
        return new Rebuild(side, reputation::published, repair);
    }
}
