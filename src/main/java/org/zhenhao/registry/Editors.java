package org.zhenhao.registry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.store.CannotStart;

/** Tells what a caller may change in the registry. Thread-safe; reads the store for keys of institutions. */
@Singleton
class Editors {
    private static final String ALL = "all";

    private final Callers callers;
    private final boolean operatorsToo;

    @Inject
    Editors(
            Callers callers,
            @ConfigProperty(name = "zhenhao.registry.four-eyes", defaultValue = "institutions") String fourEyes) {
        if (!fourEyes.equals(ALL) && !fourEyes.equals("institutions")) {
            throw CannotStart.because("zhenhao.registry.four-eyes is institutions or all");
        }
        this.callers = callers;
        this.operatorsToo = fourEyes.equals(ALL);
    }

    /** Whether what operators enter waits for a second one too. */
    boolean operatorsToo() {
        return operatorsToo;
    }

    /**
     * The caller as an editor.
     *
     * @throws ProblemException if he may change nothing
     */
    Editor of(RoutingContext context) {
        Caller caller = callers.of(context);
        if (caller.may(Scope.REGISTRY) || !caller.may(Scope.INSTITUTION)) {
            caller.require(Scope.REGISTRY);
            return new Editor(caller.id(), null, null, operatorsToo);
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            RegistryManager manager = RegistryManager.findById(caller.id());
            if (manager == null) {
                throw ProblemException.of(
                        ProblemCode.SCOPE_MISSING, "此密钥尚未与机构绑定", "This key is not bound to an institution yet");
            }
            return new Editor(caller.id(), manager.institution.id, manager.institution.name, true);
        });
    }

    /** The caller as somebody who may change all entries. */
    Editor operator(RoutingContext context) {
        callers.of(context).require(Scope.REGISTRY);
        return of(context);
    }
}
