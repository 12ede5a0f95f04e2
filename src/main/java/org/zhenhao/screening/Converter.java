package org.zhenhao.screening;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.zhenhao.parquet.TableColumn;
import org.zhenhao.parquet.TableWriter;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Writes results in other formats than the stored one. Thread-safe; blocks. */
@Singleton
final class Converter {
    /** What one sheet takes, its header included (Excel 2007 and later). */
    static final int MOST_SHEET_ROWS = 1_048_576;

    private static final int MOST_SHEET_COLUMNS = 16_384;
    private static final int LONGEST_CELL = 32_767;
    private static final int FLUSH_EVERY = 1_000;
    private static final int GROUP_ROWS = 16_384;
    private static final JsonFactory JSON = new JsonFactory();

    private final PartStore parts;

    @Inject
    Converter(PartStore parts) {
        this.parts = parts;
    }

    /**
     * Writes a job's result.
     *
     * @throws ProblemException if the format cannot hold it
     */
    void write(Job job, Setup setup, Results.Kind kind, OutputStream out) throws IOException {
        if (kind == Results.Kind.XLSX && job.rows() >= MOST_SHEET_ROWS) {
            throw ProblemException.of(
                            ProblemCode.NOT_ACCEPTABLE,
                            "XLSX 最多 %d 行（含标题），请下载 CSV",
                            "XLSX holds at most %d rows with the header; take CSV",
                            MOST_SHEET_ROWS)
                    .with("most", MOST_SHEET_ROWS);
        }
        Table table = new Table(job, setup, parts);
        switch (kind) {
            case CSV -> csv(table, out);
            case NDJSON -> objects(table, out);
            case XLSX -> sheet(table, out);
            case PARQUET -> parquet(table, out);
        }
    }

    private static void csv(Table table, OutputStream out) throws IOException {
        // Whoever opens it in a spreadsheet needs the mark to see that it is UTF-8.
        out.write("\ufeff".getBytes(StandardCharsets.UTF_8));
        out.write(line(table.names()));
        table.each(row -> out.write(line(row)));
    }

    private static byte[] line(List<String> cells) {
        String line = cells.stream().map(Converter::cell).collect(Collectors.joining(","));
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(String text) {
        boolean formula =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("[+-][0-9 ().-]*");
        String safe = formula ? "'" + text : text;
        boolean plain =
                safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0;
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static void objects(Table table, OutputStream out) throws IOException {
        List<String> names = table.names();
        JsonGenerator json = JSON.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        table.each(row -> {
            json.writeStartObject();
            for (int i = 0; i < names.size(); i++) {
                json.writeFieldName(names.get(i));
                if (table.numeric(i) && !row.get(i).isEmpty()) {
                    json.writeNumber(row.get(i));
                } else {
                    json.writeString(row.get(i));
                }
            }
            json.writeEndObject();
        });
        json.flush();
        out.write('\n');
    }

    /** Cells are text, so that nothing in them is run and no number loses digits; figures of the added columns are numbers. */
    private static void sheet(Table table, OutputStream out) throws IOException {
        List<String> names = table.names();
        int columns = Math.min(names.size(), MOST_SHEET_COLUMNS);
        Workbook book = new Workbook(out, "Zhenhao", "1.0");
        Worksheet sheet = book.newWorksheet("screening");
        for (int i = 0; i < columns; i++) {
            sheet.value(0, i, names.get(i));
        }
        int[] at = {1};
        table.each(row -> {
            for (int i = 0; i < columns; i++) {
                String cell = row.get(i);
                if (!cell.isEmpty() && table.numeric(i)) {
                    sheet.value(at[0], i, Double.valueOf(cell));
                } else if (!cell.isEmpty()) {
                    sheet.inlineString(at[0], i, printable(cell));
                }
            }
            at[0]++;
            if (at[0] % FLUSH_EVERY == 0) {
                sheet.flush();
            }
        });
        book.finish();
    }

    /** Texts, but for the figures of the added columns; nothing is made harmless, for no spreadsheet runs what is in such a file. */
    private static void parquet(Table table, OutputStream out) throws IOException {
        List<String> names = table.names();
        List<TableColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(
                    new TableColumn(names.get(i), table.numeric(i) ? TableColumn.Kind.NUMBER : TableColumn.Kind.TEXT));
        }
        try (TableWriter writer = new TableWriter(out, columns, Map.of(), GROUP_ROWS, false)) {
            table.each(row -> {
                for (int i = 0; i < columns.size(); i++) {
                    String cell = row.get(i).isEmpty() ? null : row.get(i);
                    if (columns.get(i).kind() == TableColumn.Kind.NUMBER) {
                        writer.cell(i).set(cell == null ? null : Double.valueOf(cell));
                    } else {
                        writer.cell(i).set(cell);
                    }
                }
                writer.endRow();
            });
        }
    }

    /** XML takes no control characters, and a cell no more than so many. */
    private static String printable(String cell) {
        String text = cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell;
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }
}
