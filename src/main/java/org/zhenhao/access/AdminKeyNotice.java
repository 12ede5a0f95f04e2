package org.zhenhao.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import org.zhenhao.store.StartOrder;

/** Shows the admin key on the console at the first start, the only time it can be seen. */
@Singleton
final class AdminKeyNotice {
    private final Keys keys;

    @Inject
    AdminKeyNotice(Keys keys) {
        this.keys = keys;
    }

    void start(@Observes @Priority(StartOrder.FIRST_ROWS) StartupEvent event) {
        SecretKey made;
        try {
            made = keys.ensureAdmin();
        } catch (PersistenceException e) {
            // Another replica made it at the same moment, and shows it.
            return;
        }
        if (made != null) {
            keys.refresh();
            // To the console and not to the log, which is kept and shipped elsewhere.
            System.out.printf("%n  Admin key, shown this once / 管理密钥，仅显示这一次：%n%n      %s%n%n", made.text());
        }
    }
}
