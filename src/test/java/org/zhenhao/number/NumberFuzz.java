package org.zhenhao.number;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** Caller ids; the first byte picks channel and region. */
public final class NumberFuzz implements FuzzTarget {
    private static final NumberParser PARSER = NumberParser.create();
    private static final NumberDisplay DISPLAY = NumberDisplay.create();
    private static final String[] REGIONS = {"CN", "CN", "CN", "US", "GB", "IN", "IT", "XX"};

    @Override
    public List<byte[]> seeds() {
        return GoldenNumbersTest.inputs().stream()
                .map(text -> (" " + text).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void parse(byte[] input) throws Expected {
        int choice = input.length == 0 ? 0 : input[0];
        String text =
                new String(input, Math.min(1, input.length), Math.max(0, input.length - 1), StandardCharsets.UTF_8);
        Channel channel = (choice & 1) == 0 ? Channel.CALL : Channel.SMS;
        String region = REGIONS[choice >> 1 & 7];
        try {
            ParsedNumber parsed = PARSER.parse(text, channel, region);
            if (!PARSER.parse(parsed.key(), channel, region).key().equals(parsed.key())) {
                throw new IllegalStateException("the key of a key is another: " + parsed.key());
            }
            Blocks.of(parsed.key(), parsed.kind());
            DISPLAY.carrier(parsed);
            DISPLAY.place(parsed);
            DISPLAY.national(parsed);
        } catch (RefusedNumberException refused) {
            throw new Expected(refused);
        }
    }
}
