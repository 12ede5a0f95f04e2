package org.zhenhao.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemException;

/** Lists to be screened: CSV, TSV, NDJSON, lines, packed or not, in several charsets. */
public final class RowsFuzz implements FuzzTarget {
    private static final Options USUAL = Options.usual(Language.ZH);

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of(
                "name,phone,note\n\"a, b\",13800138007,\"x \"\"y\"\"\"\nc,+8613912345678,\n",
                "\u59d3\u540d\t\u53f7\u7801\r\n\u5f20\t17012345678\r\n\u674e\t=1+1\r\n",
                "{\"phone\":\"13800138000\",\"a\":{\"b\":[1,2]}}\n{\"phone\":\"95588\",\"a\":\"\\u4e2d\"}\n",
                "13800138000\n95588\n106550101955\n\n+12025550123\n",
                "a;b\n1;02151341111\n2;4001234567\n")) {
            seeds.add(text.getBytes(StandardCharsets.UTF_8));
            seeds.add(text.getBytes(Charset.forName("GB18030")));
            seeds.add(text.getBytes(StandardCharsets.UTF_16LE));
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            seeds.add(packed.toByteArray());
        }
        return seeds;
    }

    @Override
    public void parse(byte[] input) throws Exception {
        try {
            Texts.screen(new ByteArrayInputStream(input), USUAL);
        } catch (ProblemException | IOException refused) {
            throw new Expected(refused);
        }
    }
}
