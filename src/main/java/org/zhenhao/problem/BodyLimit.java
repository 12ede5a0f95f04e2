package org.zhenhao.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies over the limit, at once where their length is announced and while reading where it is not. The paths
 * that stream their body, whatever its size, are left alone.
 */
@Provider
public final class BodyLimit implements ReaderInterceptor {
    private static final Set<String> STREAMED = Set.of("/v1/imports", "/v1/registry/entries", "/v1/screenings");
    /** After the failure handler, before the framework's own limit, which answers with an empty body. */
    private static final int EARLY = ProblemRoutes.BEFORE_ALL + 1;

    private static final String LIMITED = BodyLimit.class.getName();

    private final CurrentVertxRequest current;
    private final long most;

    @Inject
    BodyLimit(
            CurrentVertxRequest current,
            @ConfigProperty(name = "zhenhao.max-body-size", defaultValue = "2M") MemorySize most) {
        this.current = current;
        this.most = most.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(EARLY).handler(this::checkLength);
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (current.getCurrent().get(LIMITED) != null) {
            context.setInputStream(new Counted(context.getInputStream()));
        }
        return context.proceed();
    }

    private void checkLength(RoutingContext context) {
        if (!STREAMED.contains(context.normalizedPath())) {
            String length = context.request().getHeader("Content-Length");
            if (length != null && tooLong(length)) {
                context.fail(ProblemCode.TOO_LARGE.status(), tooLarge());
                return;
            }
            context.put(LIMITED, true);
        }
        context.next();
    }

    private boolean tooLong(String length) {
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private ProblemException tooLarge() {
        return ProblemException.of(ProblemCode.TOO_LARGE, "最多 %d 字节", "At most %d bytes", most);
    }

    private final class Counted extends FilterInputStream {
        private long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int some = super.read(buffer, offset, length);
            count(some);
            return some;
        }

        private void count(int some) {
            read += Math.max(0, some);
            if (read > most) {
                throw tooLarge();
            }
        }
    }
}
