package org.zhenhao.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.secret.Pseudonyms;
import org.zhenhao.snapshot.PublishingKey;

/** Compact lists; what is tried is sealed here, so that damage gets past the checksum. */
public final class CompactListFuzz implements FuzzTarget {
    private static final PublishingKey KEY =
            PublishingKey.of(Pseudonyms.under("a secret for tests only".getBytes(StandardCharsets.UTF_8)));

    @Override
    public List<byte[]> seeds() throws IOException {
        byte[] sealed = CompactListTest.sample();
        return List.of(Arrays.copyOf(sealed, sealed.length - Seal.BYTES));
    }

    @Override
    public void parse(byte[] input) throws Expected {
        try {
            CompactList list = CompactList.read(Seal.sealed(input.length < 4 ? Arrays.copyOf(input, 4) : input, KEY));
            list.find(8613800138000L);
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            list.walk(new Entries.Visitor() {
                @Override
                public void number(long number, int mark) {
                    seen.write(mark);
                }

                @Override
                public void name(String name, int mark) {
                    seen.write(mark);
                }

                @Override
                public void rule(long first, int dropped, int mark) {
                    seen.write(mark);
                }
            });
        } catch (IOException refused) {
            throw new Expected(refused);
        }
    }
}
