package org.zhenhao.screening;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.zhenhao.access.Caller;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.rows.Pipeline;

/**
 * {@code POST /v1/screenings}: a route of its own, for a body of any length has to be read while the answer is written, with
 * back-pressure both ways.
 */
@Singleton
final class ScreeningRoute {
    private static final Logger LOG = Logger.getLogger(ScreeningRoute.class);
    private static final String PATH = "/v1/screenings";
    /** Before the framework's own routes. */
    private static final int EARLY = 100;

    private static final int LONGEST_KEY = 255;

    /** Looked up when a request comes, for routes are set up before the store is. */
    private final Instance<Callers> callers;

    private final Instance<Streams> streams;
    private final Instance<Intake> intake;
    private final Instance<NumberParser> parser;
    private final Instance<ObjectMapper> json;
    private final ScreeningSettings settings;
    private final ExecutorService workers;

    @Inject
    ScreeningRoute(
            Instance<Callers> callers,
            Instance<Streams> streams,
            Instance<Intake> intake,
            Instance<NumberParser> parser,
            Instance<ObjectMapper> json,
            ScreeningSettings settings,
            Workers workers) {
        this.intake = intake;
        this.parser = parser;
        this.json = json;
        this.callers = callers;
        this.streams = streams;
        this.settings = settings;
        this.workers = workers.executor();
    }

    void register(@Observes Router router) {
        router.post(PATH).order(EARLY).handler(this::post);
    }

    private void post(RoutingContext routing) {
        Caller caller = callers.get().of(routing);
        caller.require(Scope.SCREEN);
        String mode = routing.request().getParam("mode");
        if (mode != null && !mode.equals("stream") && !mode.equals("job")) {
            throw Query.bad("mode", "stream, job");
        }
        HttpServerRequest request = routing.request();
        if ("stream".equals(mode)) {
            Streams.Stream stream = streams.get().open(caller, request);
            BodyStream body = body(routing);
            AnswerStream answer =
                    new AnswerStream(routing.response(), settings.stall().toMillis());
            workers.execute(() -> run(stream, body, answer, routing));
        } else {
            Intake.Request asked = asked(caller, request);
            Supplier<InputStream> body =
                    Query.type(request.getHeader("Content-Type")).equals("multipart/form-data")
                            ? new FormFile(request, settings.stall().toMillis())
                            : self(body(routing));
            if (body instanceof FormFile) {
                begin(routing);
            }
            workers.execute(() -> take(asked, body, routing));
        }
    }

    private static Supplier<InputStream> self(InputStream body) {
        return () -> body;
    }

    private BodyStream body(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        request.pause();
        BodyStream body =
                new BodyStream(request, Vertx.currentContext(), settings.stall().toMillis());
        begin(routing);
        return body;
    }

    private static void begin(RoutingContext routing) {
        if ("100-continue".equalsIgnoreCase(routing.request().getHeader("Expect"))) {
            routing.response().writeContinue();
        }
        routing.request().resume();
    }

    private Intake.Request asked(Caller caller, HttpServerRequest request) {
        String key = request.getHeader("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.of(
                    ProblemCode.BAD_REQUEST,
                    "Idempotency-Key 应有 1 至 255 个字符",
                    "an Idempotency-Key has 1 to 255 characters");
        }
        String name = Query.parameter(request, "name");
        return new Intake.Request(
                JobResource.client(caller),
                key,
                String.valueOf(request.query()),
                name == null ? "" : name.replaceAll("[\\p{Cntrl}/\\\\\"]", "_"),
                Query.options(request, parser.get()));
    }

    private void take(Intake.Request asked, Supplier<InputStream> body, RoutingContext routing) {
        try {
            InputStream text = body.get();
            Intake.Request named =
                    asked.name().isEmpty() && body instanceof FormFile file ? asked.named(file.name()) : asked;
            Job job = intake.get().take(named, text);
            JobView view = JobView.of(job, new Job.Progress(0, 0, 0, 0), job.heardAt());
            routing.response()
                    .setStatusCode(202)
                    .putHeader("Location", PATH + "/" + job.id())
                    .putHeader("Retry-After", "1")
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(json.get().writeValueAsBytes(view)));
        } catch (Exception failure) {
            failed(failure, routing);
        }
    }

    private static void run(Streams.Stream stream, BodyStream body, AnswerStream answer, RoutingContext routing) {
        try (stream) {
            stream.run(body, answer, new Step(body, answer), head -> {
                routing.response().setChunked(true).putHeader("Content-Type", head.contentType());
                routing.response().putHeader("Cache-Control", "no-store");
                routing.response().putHeader("Zhenhao-Columns", String.join(",", head.columns()));
            });
            answer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            routing.request().connection().close();
        } catch (Exception failure) {
            failed(failure, routing);
        }
    }

    /** The way in waits for the way out. */
    private record Step(BodyStream body, AnswerStream answer) implements Pipeline.Flow {
        @Override
        public void awaitRoom() throws IOException {
            answer.awaitRoom();
        }

        @Override
        public void failed(Throwable cause) {
            body.failed(cause);
        }
    }

    /** Before the first byte a failure is answered; afterwards nothing can tell it but the end of the connection. */
    private static void failed(Exception failure, RoutingContext routing) {
        boolean told = routing.response().headWritten();
        // What is not read of the body must not pass for the next request.
        if (!told && !routing.response().closed() && !routing.request().isEnded()) {
            routing.response().putHeader("Connection", "close");
            routing.addEndHandler(done -> routing.request().connection().close());
        }
        LOG.infof("a stream of rows ended early: %s", failure.getMessage());
        if (told || routing.response().closed()) {
            routing.request().connection().close();
        } else if (failure instanceof ProblemException problem) {
            routing.fail(problem.code().status(), problem);
        } else {
            routing.fail(failure);
        }
    }
}
