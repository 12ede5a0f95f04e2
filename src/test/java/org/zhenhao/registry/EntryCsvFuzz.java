package org.zhenhao.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;
import org.zhenhao.problem.ProblemException;

/** Entries of the registry as CSV lines. */
public final class EntryCsvFuzz implements FuzzTarget {
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    @Override
    public List<byte[]> seeds() {
        return List.of("number,name,role\n95588,\u5de5\u884c,official\n+862151341234,\"a, \"\"b\"\"\",official\n"
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void parse(byte[] input) throws Expected {
        try (var rows = de.siegmar.fastcsv.reader.CsvReader.builder()
                .maxBufferSize(16_384)
                .ofNamedCsvRecord(new ByteArrayInputStream(input))) {
            for (var row : rows) {
                JSON.convertValue(row.getFieldsAsMap(), EntryLine.class);
            }
        } catch (ProblemException
                | IOException
                | IllegalArgumentException
                | de.siegmar.fastcsv.reader.CsvParseException refused) {
            throw new Expected(refused);
        }
    }
}
