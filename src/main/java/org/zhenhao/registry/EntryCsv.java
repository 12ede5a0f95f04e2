package org.zhenhao.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Reads entries from CSV (RFC 4180) whose first line names the members. */
final class EntryCsv {
    private static final int LONGEST_FIELD = 4_096;
    private static final int LONGEST_RECORD = 16_384;

    private final ObjectReader lineReader;

    EntryCsv(ObjectReader lineReader) {
        this.lineReader = lineReader;
    }

    void read(InputStream body, Intake intake) throws IOException {
        long line = 1;
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().maxBufferSize(LONGEST_RECORD).ofNamedCsvRecord(body)) {
            for (NamedCsvRecord row : rows) {
                line = row.getStartingLineNumber();
                take((int) line, row, intake);
            }
        } catch (CsvParseException e) {
            intake.refuse(
                    (int) line + 1,
                    null,
                    ProblemException.of(
                            ProblemCode.BAD_REQUEST, "CSV 从此行起无法解析", "The CSV cannot be read from this line on"));
        }
    }

    private void take(int line, NamedCsvRecord row, Intake intake) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, String> field : row.getFieldsAsMap().entrySet()) {
            String value = field.getValue();
            if (value.length() > LONGEST_FIELD) {
                intake.refuse(line, null, ProblemException.of(ProblemCode.TOO_LARGE));
                return;
            }
            if (!value.isEmpty()) {
                object.put(field.getKey(), value);
            }
        }
        try {
            intake.take(line, lineReader.readValue(object));
        } catch (JsonProcessingException e) {
            intake.refuse(line, null, ProblemException.ofJson(e));
        }
    }
}
