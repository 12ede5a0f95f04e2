package org.zhenhao.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Fetches the signed lists that this deployment follows, each hour. */
@Singleton
class Publishers {
    private static final Logger LOG = Logger.getLogger(Publishers.class);
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_FAILURE = 300;

    private final Bundles bundles;
    private final ObjectMapper mapper;
    /** Made at the first fetch: most deployments follow nobody. */
    private volatile HttpClient http;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Publishers(Bundles bundles, ObjectMapper mapper) {
        this.bundles = bundles;
        this.mapper = mapper;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fetchAll() {
        List<RegistryPublisher> followed = QuarkusTransaction.requiringNew()
                .call(() -> RegistryPublisher.list("url is not null and approvedBy is not null"));
        for (RegistryPublisher publisher : followed) {
            fetch(publisher);
        }
    }

    /** Fetches one publisher's list and notes what went wrong if anything did; what was known stays. */
    void fetch(RegistryPublisher publisher) {
        try {
            Bundles.Taken taken = bundles.take(download(URI.create(String.valueOf(publisher.url))));
            LOG.infof(
                    "Registry: list %,d of %s: %,d entries came, %,d went",
                    taken.serial(), publisher.id, taken.added(), taken.removed());
        } catch (IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            LOG.warnf("Registry: the list of %s could not be taken: %s", publisher.id, why);
            QuarkusTransaction.requiringNew()
                    .run(() -> RegistryPublisher.update(
                            "failure = ?1 where id = ?2",
                            why.substring(0, Math.min(LONGEST_FAILURE, why.length())),
                            publisher.id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Bundle.Signed download(URI address) throws IOException, InterruptedException {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("the publisher answered " + answer.statusCode());
            }
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("the list has more than " + LARGEST + " bytes");
            }
            return mapper.readValue(bytes, Bundle.Signed.class);
        }
    }
}
