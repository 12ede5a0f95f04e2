package org.zhenhao.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** The JSON of a report. */
public final class ReportJsonFuzz implements FuzzTarget {
    private static final ObjectMapper JSON = new ObjectMapper()
            .findAndRegisterModules()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public List<byte[]> seeds() {
        return List.of("""
                {"number":"13800138000","region":"CN","channel":"call","category":"fraud","occurredAt":"2026-11-01T08:00:00Z","reporter":"a",
                "note":"\\u4e2d","claimedInstitution":"x","conduct":["threatened"],"evidence":[{"kind":"recording","sha256":"00"}],"case":"c"}""".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void parse(byte[] input) throws Expected {
        try {
            JSON.readValue(input, ReportRequest.class);
        } catch (IOException refused) {
            throw new Expected(refused);
        }
    }
}
