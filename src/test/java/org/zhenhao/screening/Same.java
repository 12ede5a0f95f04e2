package org.zhenhao.screening;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What a screened row and an answer to a lookup have in common, in the same words. */
final class Same {
    private static final String[] EQUAL = {
        "number", "kind", "region", "carrier", "location", "level", "action", "score", "confidence", "category"
    };

    private Same() {}

    static Map<String, String> row(JsonNode row) {
        Map<String, String> same = new TreeMap<>();
        if (!row.path("error").isNull()) {
            same.put("error", "yes");
            return same;
        }
        for (String member : EQUAL) {
            same.put(member, row.path(member).asText());
        }
        for (String member :
                new String[] {"negative", "positive", "block", "block_score", "block_numbers", "spoofed", "registered"
                }) {
            same.put(member, row.path(member).asText());
        }
        return same;
    }

    static Map<String, String> answer(JsonNode answer) {
        Map<String, String> same = new TreeMap<>();
        if (answer.has("error")) {
            same.put("error", "yes");
            return same;
        }
        for (String member : EQUAL) {
            same.put(member, answer.path(member).asText());
        }
        same.put("negative", answer.at("/reports/negative").asText());
        same.put("positive", answer.at("/reports/positive").asText());
        boolean block = !answer.path("block").isNull();
        same.put("block", block ? answer.at("/block/prefix").asText() : "null");
        same.put("block_score", block ? answer.at("/block/score").asText() : "null");
        same.put("block_numbers", block ? answer.at("/block/numbers").asText() : "null");
        same.put("spoofed", answer.at("/spoof/suspected").asText());
        same.put(
                "registered",
                answer.path("registered").isNull()
                        ? "null"
                        : answer.at("/registered/institution").asText());
        return same;
    }
}
