package org.zhenhao.screening;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.zhenhao.access.Caller;
import org.zhenhao.campaign.Campaigns;
import org.zhenhao.number.NumberDisplay;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.reputation.Reputation;
import org.zhenhao.rows.Batch;
import org.zhenhao.rows.Column;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Layout;
import org.zhenhao.rows.Options;
import org.zhenhao.rows.Pipeline;
import org.zhenhao.rows.RowReader;
import org.zhenhao.rows.RowScreener;
import org.zhenhao.rows.Unpacked;
import org.zhenhao.score.Scorer;

/** Screens rows while they come in. Thread-safe; how many streams run at a time is bounded. */
@Singleton
final class Streams {
    private static final int RETRY_SECONDS = 5;
    /** How long a row waits for a store that is down. */
    private static final long PATIENCE_SECONDS = 30;
    /** Batches of one stream that are under way at a time. */
    private static final int ABREAST = Math.min(8, Runtime.getRuntime().availableProcessors() + 2);

    private final RowScreener.Words words;
    private final TierJudge.Tools tools;
    private final ScreeningSettings settings;
    private final Workers workers;
    private final Counter rows;
    private final Counter refused;
    private final Map<String, Integer> running = new HashMap<>();
    private int all;

    @Inject
    Streams(Beans beans, ScreeningSettings settings, Workers workers, MeterRegistry metrics) {
        this.workers = workers;
        this.words = beans.words;
        this.tools = beans.tools;
        this.settings = settings;
        this.rows = Counter.builder("zhenhao.screening.rows")
                .description("Rows screened")
                .tag("mode", "stream")
                .register(metrics);
        this.refused = Counter.builder("zhenhao.screening.refused")
                .description("Rows without a number that can be read")
                .tag("mode", "stream")
                .register(metrics);
        Gauge.builder("zhenhao.screening.streams", this, Streams::count)
                .description("Streams of rows that run now")
                .register(metrics);
    }

    /** What the pipeline is made of. */
    @Singleton
    static final class Beans {
        final RowScreener.Words words;
        final TierJudge.Tools tools;

        @Inject
        Beans(
                NumberParser parser,
                NumberDisplay display,
                Reputation reputation,
                Scorer scorer,
                Campaigns campaigns,
                Clock clock,
                Pace pace) {
            this.words = new RowScreener.Words(parser, display);
            this.tools = new TierJudge.Tools(reputation, scorer, campaigns, clock, pace);
        }
    }

    /** What to say before the first row: the content type and the names of the added columns. */
    record Head(String contentType, List<String> columns) {}

    private synchronized int count() {
        return all;
    }

    /**
     * Reserves a place for a stream.
     *
     * @throws ProblemException if too many run, or a parameter is wrong
     */
    Stream open(Caller caller, HttpServerRequest request) {
        Options options = Query.options(request, words.parser());
        String client = caller.anonymous() ? caller.network() : caller.id();
        synchronized (this) {
            int own = running.getOrDefault(client, 0);
            if (all >= settings.streams() || own >= settings.streamsPerClient()) {
                throw ProblemException.of(ProblemCode.OVERLOADED, "同时进行的筛查过多", "too many screenings run at once")
                        .retryAfter(RETRY_SECONDS);
            }
            all++;
            running.put(client, own + 1);
        }
        return new Stream(client, options);
    }

    private synchronized void leave(String client) {
        all--;
        running.merge(client, -1, (old, less) -> old + less == 0 ? null : old + less);
    }

    /** One stream. */
    final class Stream implements AutoCloseable {
        private final String client;
        private final Options options;

        private Stream(String client, Options options) {
            this.client = client;
            this.options = options;
        }

        /**
         * Screens a text to its end.
         *
         * @param begin told once, before the first byte is written
         * @throws IOException if the client is gone or stands still
         */
        void run(InputStream in, OutputStream out, Pipeline.Flow flow, Consumer<Head> begin)
                throws IOException, InterruptedException {
            RowReader reader = new RowReader(Unpacked.of(in));
            Layout layout = reader.sniff(words.parser(), options);
            begin.accept(head(layout));
            new Pipeline(workers.rows(), ABREAST, () -> screener(layout), out, flow).run(reader);
        }

        private RowScreener screener(Layout layout) {
            return new RowScreener(layout, options, words, new TierJudge(tools, PATIENCE_SECONDS, false), this::count);
        }

        private Head head(Layout layout) {
            String type = layout.format() == Format.NDJSON
                    ? "application/x-ndjson"
                    : layout.separator() == '\t' ? "text/tab-separated-values" : "text/csv";
            String charset = layout.format() == Format.NDJSON
                    ? ""
                    : ";charset=" + layout.charset().name() + (layout.header() ? ";header=present" : ";header=absent");
            return new Head(type + charset, Column.names(options.columns(), layout.names()));
        }

        private void count(Batch batch) {
            rows.increment(batch.size());
            refused.increment(batch.refused());
        }

        @Override
        public void close() {
            leave(client);
        }
    }
}
