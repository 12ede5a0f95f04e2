package org.zhenhao.lookup;

import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.verification.Verifier;

/**
 * The claims that lookups came with of late. To find whom a text means costs more than a lookup, and one phone book of callers
 * sends the same few texts again and again. Whatever texts are sent, no more than {@value #SLOTS} are kept, each of at most
 * {@link PlainRequest#LONGEST_CLAIM} characters and some answers of half a kilobyte. Thread-safe; never waits.
 */
@Singleton
final class Claims {
    private static final int SLOTS = 512;
    private static final int LONGEST = 100;

    private final Verifier verifier;
    private final AtomicReferenceArray<@Nullable Kept> kept = new AtomicReferenceArray<>(SLOTS);

    private record Kept(String escaped, AskedClaim claim) {}

    @Inject
    Claims(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * The claim that an institution's id or name makes.
     *
     * @throws ProblemException if it is too long
     */
    AskedClaim read(String text) {
        if (text.length() > LONGEST) {
            throw ProblemException.of(ProblemCode.BAD_PARAMETER, "claim 最多 100 个字符", "claim has at most 100 characters")
                    .with("parameter", "claim");
        }
        return new AskedClaim(verifier, text);
    }

    /**
     * The same of a text as it stands in a query.
     *
     * @throws ProblemException if it is too long
     */
    AskedClaim readEscaped(String escaped) {
        int hash = escaped.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        Kept last = kept.get(slot);
        if (last != null && last.escaped.equals(escaped) && last.claim.holds()) {
            return last.claim;
        }
        AskedClaim claim = read(QueryStringDecoder.decodeComponent(escaped));
        kept.set(slot, new Kept(escaped, claim));
        return claim;
    }
}
