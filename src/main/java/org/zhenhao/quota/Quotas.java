package org.zhenhao.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.store.CannotStart;

/**
 * The quotas of all callers: per key, and per address for those without one. Decided in memory without waiting, so that
 * it holds on each replica whatever else fails; {@link QuotaSharing} makes the replicas count together where there is a
 * {@link SharedCounts}. Thread-safe.
 */
@Singleton
public final class Quotas {
    private static final int MOST_ACCOUNTS = 200_000;
    private static final Duration IDLE = Duration.ofHours(1);

    /** Not the clock of the day, whose jumps would stop the refilling or give everything back at once. */
    private static final TimeMeter TIME = TimeMeter.SYSTEM_NANOTIME;

    private final Callers callers;
    private final Pseudonyms pseudonyms;
    private final Map<Spending, @Nullable Allowance> anonymous;
    private final Map<Spending, @Nullable Allowance> keyed;
    private final Cache<Holder, Account> accounts = Caffeine.newBuilder()
            .maximumSize(MOST_ACCOUNTS)
            .expireAfterAccess(IDLE)
            .build();
    private final Set<Account> changed = ConcurrentHashMap.newKeySet();

    private record Holder(String who, Spending spending) {}

    @Inject
    Quotas(Callers callers, Pseudonyms pseudonyms, QuotaSettings settings) {
        this.callers = callers;
        this.pseudonyms = pseudonyms;
        this.anonymous = allowances(
                "anonymous", settings.anonymousLookups(), settings.anonymousReports(), settings.anonymousOthers());
        this.keyed = allowances("key", settings.keyLookups(), settings.keyReports(), settings.keyOthers());
    }

    private static Map<Spending, @Nullable Allowance> allowances(String whose, String... texts) {
        Map<Spending, @Nullable Allowance> allowances = new EnumMap<>(Spending.class);
        for (Spending spending : Spending.values()) {
            try {
                allowances.put(spending, Allowance.parse(texts[spending.ordinal()]));
            } catch (IllegalArgumentException e) {
                throw CannotStart.because("zhenhao.quota." + whose + "-" + spending.wire() + ": " + e.getMessage());
            }
        }
        return allowances;
    }

    /**
     * Takes an amount from the quota of who sent the request.
     *
     * @param amount 1 or more; 0 takes nothing
     * @throws ProblemException 429 with Retry-After if there is not that much left; nothing is taken then
     */
    public void charge(RoutingContext context, Spending spending, long amount) {
        if (amount < 1) {
            return;
        }
        Caller caller = callerOf(context);
        Spending charged = caller == null ? Spending.OTHERS : spending;
        Caller holder = caller == null || caller.anonymous() ? null : caller;
        if (holder == null ? anonymous.get(charged) == null : holder.id().equals(Caller.ADMIN)) {
            return;
        }
        String who = holder == null ? Addresses.of(callers.address(context.request())) : holder.id();
        // An account is made once; nothing is worked out for it again on the requests that follow.
        Account account = accounts.get(new Holder(who, charged), made -> {
            Allowance allowance = holder == null ? anonymous.get(charged) : allowance(holder, charged);
            return allowance == null ? null : new Account(name(who), charged, allowance, TIME);
        });
        if (account != null && account.spend(amount, context.response().headers())) {
            changed.add(account);
        }
    }

    /** Who it is, or null where the key is not valid: guessing keys is limited by the address it comes from. */
    private @Nullable Caller callerOf(RoutingContext context) {
        try {
            return callers.of(context);
        } catch (ProblemException refused) {
            return null;
        }
    }

    private @Nullable Allowance allowance(Caller caller, Spending spending) {
        Long own = switch (spending) {
            case LOOKUPS -> caller.limits().lookupsPerMinute();
            case REPORTS -> caller.limits().reportsPerMinute();
            case OTHERS -> null;
        };
        return own == null ? keyed.get(spending) : new Allowance(own, Duration.ofMinutes(1));
    }

    private String name(String who) {
        return Long.toHexString(pseudonyms.hmac64("quota", who));
    }

    /** Takes accounts that spent something since they were last taken, so many at most. */
    List<Account> takeChanged(int most) {
        List<Account> taken = changed.stream().limit(most).toList();
        taken.forEach(changed::remove);
        return taken;
    }
}
