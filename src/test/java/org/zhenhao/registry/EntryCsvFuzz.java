package org.zhenhao.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.secret.Pseudonyms;

/** Entries of the registry as CSV lines, up to the listings that they mean. */
public final class EntryCsvFuzz implements FuzzTarget {
    private static final ObjectReader LINES =
            new ObjectMapper().findAndRegisterModules().readerFor(EntryLine.class);
    private static final NumberParser PARSER = NumberParser.create();
    private static final Pseudonyms PSEUDONYMS =
            Pseudonyms.under("a secret for tests only".getBytes(StandardCharsets.UTF_8));
    private static final Editor EDITOR = new Editor("key", null, null, false);

    @Override
    public List<byte[]> seeds() {
        return Stream.of(
                        "number,name,role\n95588,\u5de5\u884c,official\n+862151341234,\"a, \"\"b\"\"\",official\n",
                        "from,to,name,agency,validFrom,validUntil\n02151341000,02151341999,a,b,2026-01-01,2026-12-31T00:00:00Z\n",
                        "base,name,channel,region,purpose,source\n1069800095588,\u5de5\u884c,sms,CN,codes,the bank\n",
                        "signature,name,nameEn,category\n\u3010\u5de5\u5546\u94f6\u884c\u3011,\u5de5\u884c,ICBC,bank\n",
                        "staffId,name,agency,role,evidence\n\"17\r\n4\",a,b,agency,https://a.example/b\n,a,b,,\n",
                        "number,name,role,region\n8002530000,a,business,US\n110,a,x,CN\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void parse(byte[] input) throws Expected {
        Intake intake = new Intake(
                (listings, source) -> new Book.Added(Set.of(), listings.size(), 0),
                PARSER,
                PSEUDONYMS,
                EDITOR,
                Language.EN);
        try {
            new EntryCsv(LINES).read(new ByteArrayInputStream(input), intake);
        } catch (IOException refused) {
            throw new Expected(refused);
        }
        if (intake.finish().added() == 0) {
            throw new Expected(new IOException("no entry"));
        }
    }
}
