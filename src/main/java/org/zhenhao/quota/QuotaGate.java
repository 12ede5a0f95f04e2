package org.zhenhao.quota;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemException;

/** Charges every request of the API one of what it spends, before anything else is done for it. */
@Singleton
final class QuotaGate {
    /** After the limits on what is read at all, before every endpoint. */
    private static final int EARLY = -900_000;

    private static final String[] LIMITED = {"/v1/*", "/phoneblock/*"};

    private static final String PRIVATE = "/v1/ranges/";

    /** Looked up when a request comes, for routes are set up before the store is. */
    private final Instance<Quotas> instance;

    private volatile @Nullable Quotas quotas;

    @Inject
    QuotaGate(Instance<Quotas> quotas) {
        this.instance = quotas;
    }

    void register(@Observes Router router) {
        for (String path : LIMITED) {
            router.route(path).order(EARLY).handler(this::charge);
        }
    }

    private void charge(RoutingContext context) {
        // The private lookup is the same for everybody and for caches: nobody is counted, no header tells of anybody.
        if (context.request().path().startsWith(PRIVATE)) {
            context.next();
            return;
        }
        Spending spending =
                Spending.of(context.request().method(), context.request().path());
        try {
            quotas().charge(context, spending, 1);
        } catch (ProblemException refused) {
            context.fail(refused.code().status(), refused);
            return;
        }
        context.next();
    }

    private Quotas quotas() {
        Quotas found = quotas;
        if (found == null) {
            found = instance.get();
            quotas = found;
        }
        return found;
    }
}
