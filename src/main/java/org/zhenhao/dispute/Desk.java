package org.zhenhao.dispute;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.report.Appeals;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.store.DurableCommits;
import org.zhenhao.store.Ids;

/** Takes disputes, checks proofs, records decisions and carries them out. Thread-safe; blocks on the store. */
@Singleton
class Desk {
    private static final int ID_CHARACTERS = 10;
    private static final int TOKEN_CHARACTERS = 32;
    /** Answers to one proof, so that no code is guessed. */
    private static final int MOST_ANSWERS = 10;

    private final OpenDisputes open;
    private final Appeals appeals;
    private final Instance<ControlProof> proofs;
    private final Pseudonyms pseudonyms;
    private final NumberParser parser;
    private final Clock clock;
    private final DurableCommits commits;
    private final DisputeConfig config;
    private final MeterRegistry metrics;

    @Inject
    Desk(
            OpenDisputes open,
            Appeals appeals,
            Instance<ControlProof> proofs,
            Pseudonyms pseudonyms,
            NumberParser parser,
            Clock clock,
            DurableCommits commits,
            DisputeConfig config,
            MeterRegistry metrics) {
        this.metrics = metrics;
        this.open = open;
        this.appeals = appeals;
        this.proofs = proofs;
        this.pseudonyms = pseudonyms;
        this.parser = parser;
        this.clock = clock;
        this.commits = commits;
        this.config = config;
    }

    /**
     * A dispute just opened.
     *
     * @param token lets whoever opened it come back; not stored, never shown again
     * @param todo what he has to do to prove that he holds the number
     */
    record Opened(Dispute dispute, String token, Text todo) {}

    /**
     * A dispute that somebody wants to open.
     *
     * @param statement sealed
     * @param from key or network he comes from
     */
    record Opening(ParsedNumber number, Dispute.Reason reason, String statement, String method, String from) {}

    /**
     * Opens a dispute; from now on the number is shown as disputed, and out of what is published. Nothing is proven yet: when many
     * come in a day, those beyond are shown too, but leave what is published only with their proof. So does a number that was disputed
     * without proof shortly before: nobody keeps it off the lists by taking his dispute back and opening it again.
     */
    Opened open(Opening opening) {
        ControlProof proof = proof(opening.method());
        String token = "zd_" + Ids.random(TOKEN_CHARACTERS);
        Dispute made = QuarkusTransaction.requiringNew().call(() -> {
            open.snapshot().lock();
            Instant now = clock.instant();
            String key = opening.number().key();
            refuseIf(Dispute.count("numberKey = ?1 and state = 'open'", key) > 0, already());
            Instant pause = now.minus(Duration.ofDays(config.pauseAfterRejectionDays()));
            refuseIf(
                    Dispute.count("numberKey = ?1 and state = 'rejected' and decidedAt > ?2", key, pause) > 0,
                    ProblemException.of(
                            ProblemCode.CONFLICT,
                            "该号码的申诉 %d 天内已被驳回，请联系运营方",
                            "A dispute of this number was rejected within %d days; ask the operator",
                            config.pauseAfterRejectionDays()));
            Instant day = now.minus(Duration.ofDays(1));
            refuseIf(
                    Dispute.count("openedBy = ?1 and openedAt > ?2", opening.from(), day) >= config.openedPerDay(),
                    ProblemException.of(
                                    ProblemCode.TOO_MANY_REQUESTS,
                                    "一天最多提出 %d 件申诉",
                                    "At most %d disputes are opened in a day",
                                    config.openedPerDay())
                            .retryAfter(3_600));
            refuseIf(
                    Dispute.count("openedBy = ?1 and state = 'open' and proven = false", opening.from())
                            >= config.unprovenPerOpener(),
                    ProblemException.of(
                                    ProblemCode.TOO_MANY_REQUESTS,
                                    "最多 %d 件申诉尚未证明持有号码",
                                    "At most %d disputes wait for their proof",
                                    config.unprovenPerOpener())
                            .retryAfter(3_600));
            Dispute dispute = new Dispute();
            dispute.id = "dis_" + Ids.random(ID_CHARACTERS);
            dispute.numberKey = key;
            dispute.numberKind = (short) opening.number().kind().code();
            dispute.reason = opening.reason().wire();
            dispute.statement = opening.statement();
            dispute.tokenHash = hash(token);
            dispute.openedBy = opening.from();
            dispute.state = Dispute.State.OPEN.wire();
            dispute.proofMethod = proof.method();
            dispute.openedAt = now;
            dispute.dueAt = now.plus(Duration.ofDays(config.decideWithinDays()));
            dispute.offLists = Dispute.count("numberKey = ?1 and proven = false and openedAt > ?2", key, pause) == 0
                    && Dispute.count("openedAt > ?1 and offLists = true and proven = false", day)
                            < config.unprovenPerDay();
            dispute.seq = open.snapshot().raise();
            dispute.persist();
            return dispute;
        });
        effective();
        metrics.counter("zhenhao.disputes.opened", "lists", made.offLists ? "off" : "kept")
                .increment();
        try {
            return new Opened(made, token, proof.begin(made.id, made.numberKey));
        } catch (RuntimeException failure) {
            // Nobody has the token: nobody could prove it, nor take it back.
            close(made.id, Dispute.State.WITHDRAWN, row -> {});
            throw failure;
        }
    }

    /** The dispute, for a moderator. */
    Dispute find(String id) {
        Dispute dispute = QuarkusTransaction.requiringNew().call(() -> Dispute.findById(id));
        if (dispute == null) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return dispute;
    }

    /** The dispute, for whoever has its token. */
    Dispute own(String id, @Nullable String token) {
        Dispute dispute = QuarkusTransaction.requiringNew().call(() -> Dispute.findById(id));
        if (dispute == null || token == null || !same(dispute.tokenHash, hash(token))) {
            throw ProblemException.of(ProblemCode.NOT_FOUND);
        }
        return dispute;
    }

    /** Takes an answer to the proof, and says whether it proves it. */
    Dispute prove(String id, String token, String answer) {
        Dispute dispute = own(id, token);
        refuseIf(!dispute.open(), closed());
        // The answer is counted before it is looked at, so that many at a time are no more than one after the other.
        change(id, row -> {
            refuseIf(
                    row.answers >= MOST_ANSWERS,
                    ProblemException.of(
                            ProblemCode.CONFLICT,
                            "已回答 %d 次，请由运营方人工核实",
                            "%d answers were given; let the operator look at a proof",
                            MOST_ANSWERS));
            row.answers++;
        });
        return proof(dispute.proofMethod).check(id, dispute.numberKey, answer)
                ? proven(id, dispute.proofMethod)
                : own(id, token);
    }

    /** Takes a dispute back. */
    Dispute withdraw(String id, String token) {
        own(id, token);
        return close(id, Dispute.State.WITHDRAWN, row -> {});
    }

    /** The proof was seen, by a moderator or by its method. */
    Dispute proven(String id, String who) {
        Dispute proven = change(id, row -> {
            row.proven = true;
            row.provenBy = who;
            if (!row.offLists) {
                row.offLists = true;
                row.seq = open.snapshot().raise();
            }
        });
        effective();
        return proven;
    }

    /**
     * What a moderator decides.
     *
     * @param who id of his key
     * @param reasons for the holder
     * @param publicNote for the public record, if anything is to be said there
     */
    record Decision(
            boolean uphold,
            String who,
            String reasons,
            @Nullable String publicNote) {}

    /**
     * Carries out a decision and records it. Whoever decides or withdraws meanwhile waits, so that only one thing becomes of a dispute.
     * What was overruled stays overruled if the record fails: deciding again repeats it.
     */
    Dispute decide(String id, Decision decision) {
        return close(id, decision.uphold() ? Dispute.State.UPHELD : Dispute.State.REJECTED, row -> {
            if (decision.uphold()) {
                refuseIf(
                        !row.proven,
                        ProblemException.of(
                                ProblemCode.CONFLICT,
                                "尚未证明持有该号码",
                                "It is not proven that the number is held by who disputes"));
                ParsedNumber number = parser.parse(row.numberKey, Channel.CALL, "CN");
                row.overruled = QuarkusTransaction.suspendingExisting()
                        .call(() -> appeals.uphold(number, "dispute " + id, decision.who(), row.reason))
                        .opinions();
            }
            row.decidedBy = decision.who();
            row.decision = decision.reasons();
            row.publicNote = decision.publicNote();
        });
    }

    /** Disputes in a state, the oldest first. */
    List<Dispute> list(Dispute.State state, int most) {
        return QuarkusTransaction.requiringNew()
                .call(() -> Dispute.<Dispute>find("state = ?1 order by openedAt, id", state.wire())
                        .page(0, most)
                        .list());
    }

    private Dispute close(String id, Dispute.State state, Consumer<Dispute> more) {
        Dispute closed = change(id, row -> {
            more.accept(row);
            row.state = state.wire();
            row.decidedAt = clock.instant();
            row.seq = open.snapshot().raise();
        });
        effective();
        return closed;
    }

    private Dispute change(String id, Consumer<Dispute> how) {
        return QuarkusTransaction.requiringNew().call(() -> {
            open.snapshot().lock();
            Dispute row = Dispute.findById(id);
            if (row == null) {
                throw ProblemException.of(ProblemCode.NOT_FOUND);
            }
            refuseIf(!row.open(), closed());
            how.accept(row);
            return row;
        });
    }

    private void effective() {
        commits.settle();
        open.snapshot().refresh();
    }

    private ControlProof proof(String method) {
        for (ControlProof proof : proofs) {
            if (proof.method().equals(method)) {
                return proof;
            }
        }
        throw ProblemException.of(
                        ProblemCode.INVALID_FIELD,
                        "proof 只能是：%s",
                        "proof is one of: %s",
                        String.join(
                                ", ",
                                proofs.stream()
                                        .map(ControlProof::method)
                                        .sorted()
                                        .toList()))
                .with("field", "proof");
    }

    private String hash(String token) {
        return HexFormat.of().formatHex(pseudonyms.hmac("dispute-token", token));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static void refuseIf(boolean refused, ProblemException why) {
        if (refused) {
            throw why;
        }
    }

    private static ProblemException already() {
        return ProblemException.of(ProblemCode.CONFLICT, "该号码已有未决申诉", "This number is disputed already");
    }

    private static ProblemException closed() {
        return ProblemException.of(ProblemCode.CONFLICT, "该申诉已结案", "The dispute is closed");
    }
}
