package org.zhenhao.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.published.PublishedChange;
import org.zhenhao.published.PublishedNumbers;

/**
 * Tells webhooks what changed: in order, a batch at a time, again after a while if the receiver did not say 2xx. A receiver may be told
 * the same twice, for an answer can get lost; {@code seq} shows it. Redirects are not followed, answers are not read.
 */
@Singleton
class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final int AT_ONCE = 20;
    private static final int BATCH = 500;
    private static final int TIMEOUT_SECONDS = 10;
    private static final long CLAIM_SECONDS = 60;
    private static final long LONGEST_WAIT = 3_600;

    private final WebhookTable table;
    private final PublishedNumbers published;
    private final WebhookSecrets secrets;
    private final WebhookSettings settings;
    private final Clock clock;
    private final HttpClient client;

    @Inject
    Deliveries(
            WebhookTable table,
            PublishedNumbers published,
            WebhookSecrets secrets,
            WebhookSettings settings,
            Clock clock,
            Vertx vertx) {
        this.table = table;
        this.published = published;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(TIMEOUT_SECONDS * 1_000)
                .setKeepAlive(false)
                .setMaxPoolSize(AT_ONCE)
                .setVerifyHost(true));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    @Scheduled(every = "1s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tell() {
        if (published.head() == 0) {
            return;
        }
        try {
            long now = clock.instant().getEpochSecond();
            for (WebhookTable.Webhook webhook : table.due(published.head(), now, AT_ONCE)) {
                if (table.claim(webhook.id(), now, now + CLAIM_SECONDS)) {
                    tell(webhook);
                }
            }
        } catch (SQLException e) {
            LOG.warnf("Webhooks cannot be told now: %s", e.getMessage());
        }
    }

    private void tell(WebhookTable.Webhook webhook) throws SQLException {
        List<PublishedChange> changes = published.after(webhook.cursor(), BATCH);
        long now = clock.instant().getEpochSecond();
        if (changes.isEmpty()) {
            table.told(webhook.id(), webhook.cursor(), now);
            return;
        }
        long to = changes.get(changes.size() - 1).seq();
        String error = send(webhook, body(webhook, changes), now);
        if (error == null) {
            table.told(webhook.id(), to, now);
        } else if (webhook.failures() + 1 >= settings.attempts()) {
            LOG.warnf("Webhook %s: given up after %,d attempts: %s", webhook.id(), webhook.failures() + 1, error);
            table.giveUp(webhook, to, error, now);
        } else {
            table.failed(webhook.id(), error, now + wait(webhook.failures()));
        }
    }

    /** Doubles with each failure, up to an hour, with a tenth of chance in it so that not all come back at once. */
    private long wait(int failures) {
        long base = Math.max(1, settings.retry().toSeconds());
        long wait = Math.min(LONGEST_WAIT, base << Math.min(failures, 20));
        return wait + ThreadLocalRandom.current().nextLong(wait / 10 + 1);
    }

    /** Sends a body; null if it was taken, else what went wrong, without anything that the receiver said. */
    private @Nullable String send(WebhookTable.Webhook webhook, byte[] body, long now) {
        try {
            WebhookTarget target = WebhookTarget.of(webhook.url(), settings.inside());
            InetAddress address = target.resolve(settings.inside());
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                    .setHost(target.host())
                    .setPort(target.port())
                    .setSsl(target.secure())
                    .setURI(target.path())
                    .setFollowRedirects(false)
                    .setTimeout(TIMEOUT_SECONDS * 1_000L)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("User-Agent", "Zhenhao-Webhook/1")
                    .putHeader("Zhenhao-Webhook", webhook.id())
                    .putHeader("Zhenhao-Signature", Signature.of(secrets.of(webhook.id()), now, body));
            int status = client.request(options)
                    .compose(request -> request.send(Buffer.buffer(body)).map(response -> {
                        int code = response.statusCode();
                        request.connection().close();
                        return code;
                    }))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2L * TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return status >= 200 && status < 300 ? null : "status " + status;
        } catch (ProblemException e) {
            return "the address is not allowed";
        } catch (ExecutionException e) {
            return e.getCause() == null ? "failed" : e.getCause().getClass().getSimpleName();
        } catch (TimeoutException e) {
            return "no answer in time";
        } catch (IOException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static byte[] body(WebhookTable.Webhook webhook, List<PublishedChange> changes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(changes.size() * 150 + 100);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("webhook", webhook.id());
            json.writeNumberField("after", webhook.cursor());
            json.writeNumberField("upTo", changes.get(changes.size() - 1).seq());
            json.writeArrayFieldStart("changes");
            for (PublishedChange change : changes) {
                change.write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
