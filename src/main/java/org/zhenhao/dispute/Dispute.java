package org.zhenhao.dispute;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dispute as it is stored. */
@Entity
@Table(name = "dispute")
class Dispute extends PanacheEntityBase {

    /** Why what is said of a number is contested. */
    enum Reason {
        /** What was reported is not so. */
        WRONGLY_REPORTED,
        /** It was reported while somebody else held the number. */
        RECYCLED_NUMBER,
        /** Others show the number when they call. */
        SPOOFED_OWNER;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What sealed statements are sealed as. */
    static final String STATEMENT = "dispute.statement";

    /** How far it has come. */
    enum State {
        OPEN,
        UPHELD,
        REJECTED,
        /** Taken back by whoever opened it. */
        WITHDRAWN;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    String id;

    @Column(name = "number_key")
    String numberKey;

    @Column(name = "number_kind")
    short numberKind;

    String reason;
    String statement;

    @Column(name = "token_hash")
    String tokenHash;

    /** Key or network it was opened from, to hold the number of disputes down. */
    @Column(name = "opened_by")
    String openedBy;

    String state;

    @Column(name = "proof_method")
    String proofMethod;

    boolean proven;

    /** How often its proof was answered. */
    short answers;

    @Column(name = "proven_by")
    @Nullable
    String provenBy;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "decided_at")
    @Nullable
    Instant decidedAt;

    @Column(name = "decided_by")
    @Nullable
    String decidedBy;

    @Nullable
    String decision;

    @Column(name = "public_note")
    @Nullable
    String publicNote;

    /** The number of its last change between open and not; see {@link DisputeChanges}. */
    long seq;

    /** How many opinions the decision overruled. */
    @Nullable
    Integer overruled;

    @SuppressWarnings("NullAway.Init") // Hibernate and the desk fill the fields after construction.
    protected Dispute() {}

    /** Whether what is published leaves the number out while this is open. */
    @Column(name = "off_lists")
    boolean offLists;

    boolean open() {
        return state.equals(State.OPEN.wire());
    }

    /** The numbers under dispute, with whether what is published leaves them out. */
    static Map<String, Boolean> openNumbers() {
        return getEntityManager()
                .createQuery("select d.numberKey, d.offLists from Dispute d where d.state = 'open'", Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Boolean) row[1], Boolean::logicalOr));
    }
}
