package org.zhenhao.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** The content of signed lists of other deployments. */
public final class BundleFuzz implements FuzzTarget {
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    @Override
    public List<byte[]> seeds() {
        String entry =
                "{\"shape\":\"%s\",\"key\":\"%s\",\"role\":\"official\",\"institution\":\"\u5de5\u5546\u94f6\u884c\",\"source\":\"s\","
                        + "\"validFrom\":\"2026-01-01T00:00:00Z\"}";
        String bundle =
                "{\"format\":\"zhenhao-registry/1\",\"issuer\":\"a\",\"serial\":3,\"issuedAt\":\"2026-11-01T00:00:00Z\","
                        + "\"expiresAt\":\"2026-12-01T00:00:00Z\",\"institutions\":[],\"entries\":[%s]}";
        return List.of(
                        entry.formatted("number", "CN-95588"),
                        entry.formatted("range", "+862151341000..+862151341999"),
                        entry.formatted("base", "CN-106980095588*"),
                        entry.formatted("signature", "\u3010\u5de5\u5546\u94f6\u884c\u3011"),
                        entry.formatted("staff", "x"))
                .stream()
                .map(one -> bundle.formatted(one).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void parse(byte[] input) throws Expected {
        try {
            Bundle bundle = JSON.readValue(input, Bundle.class);
            if (bundle == null || bundle.entries() == null) {
                throw new Expected(new IOException("nothing"));
            }
            for (Bundle.Entry entry : bundle.entries()) {
                if (entry != null) {
                    BundleEntries.listing(entry, "publisher");
                }
            }
        } catch (IOException refused) {
            throw new Expected(refused);
        }
    }
}
