package org.zhenhao.screening;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhenhao.rows.Column;
import org.zhenhao.rows.CsvRows;
import org.zhenhao.rows.Format;
import org.zhenhao.rows.Layout;

/**
 * A job's result as a table: named columns, rows of text. A text without a header gets {@code column_1} and so on; objects have a
 * column for each member that some object has, and what lies inside a member is written as JSON. Not thread-safe.
 */
final class Table {
    /** Most columns: more are no table. */
    private static final int MOST_COLUMNS = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();
    private static final Set<Column> NUMERIC = Set.of(
            Column.SCORE,
            Column.CONFIDENCE,
            Column.NEGATIVE,
            Column.POSITIVE,
            Column.BLOCK_SCORE,
            Column.BLOCK_NUMBERS);

    private final Job job;
    private final Setup setup;
    private final PartStore parts;
    private final List<String> names;

    Table(Job job, Setup setup, PartStore parts) throws IOException {
        this.job = job;
        this.setup = setup;
        this.parts = parts;
        this.names = setup.format() == Format.NDJSON ? members() : cells();
    }

    /** The names of the columns; each once. */
    List<String> names() {
        return names;
    }

    /** Whether the cells of a column are numbers or empty: only added ones are known to be. */
    boolean numeric(int column) {
        List<String> added = setup.addedNames();
        int at = added.indexOf(names.get(column));
        boolean own = setup.format() == Format.NDJSON ? at >= 0 : column >= names.size() - added.size();
        return own && at >= 0 && NUMERIC.contains(Column.list(setup.added()).get(at));
    }

    private List<String> cells() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < setup.columns(); i++) {
            String name = setup.header() && i < setup.names().size()
                    ? setup.names().get(i).strip()
                    : setup.format() == Format.LINES ? "input" : "column_" + (i + 1);
            all.add(name.isEmpty() || all.contains(name) ? name + "_" + (i + 1) : name);
        }
        all.addAll(setup.addedNames());
        return List.copyOf(all);
    }

    private List<String> members() throws IOException {
        Set<String> all = new LinkedHashSet<>(setup.names());
        lines(line -> {
            try (JsonParser json = FACTORY.createParser(line)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME && all.size() < MOST_COLUMNS) {
                    all.add(json.currentName());
                    json.nextToken();
                    json.skipChildren();
                }
            }
        });
        List<String> added = setup.addedNames();
        added.forEach(all::remove);
        all.addAll(added);
        return List.copyOf(all);
    }

    /** Hands out the rows in order, each with a cell for every column. */
    void each(CsvRows.Sink sink) throws IOException {
        if (setup.format() == Format.NDJSON) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), i);
            }
            lines(line -> sink.row(object(line, places)));
            return;
        }
        Layout layout = setup.layout();
        Charset charset = layout.charset();
        for (int part = 0; part < job.parts(); part++) {
            boolean first = part == 0;
            boolean[] header = {first && layout.header()};
            CsvRows.each(
                    parts.text(job.id(), part, true), first ? layout.bom() : 0, layout.separator(), charset, cells -> {
                        if (header[0]) {
                            header[0] = false;
                        } else {
                            sink.row(fitted(cells));
                        }
                    });
        }
    }

    /** A row that has more cells than the first keeps its added columns where they belong. */
    private List<String> fitted(List<String> cells) {
        if (cells.size() == names.size()) {
            return cells;
        }
        int added = setup.addedNames().size();
        int own = names.size() - added;
        List<String> fitted = new ArrayList<>();
        int kept = Math.max(0, cells.size() - added);
        for (int i = 0; i < own; i++) {
            fitted.add(i < kept ? cells.get(i) : "");
        }
        fitted.addAll(cells.subList(kept, cells.size()));
        while (fitted.size() < names.size()) {
            fitted.add("");
        }
        return fitted;
    }

    private static List<String> object(String line, Map<String, Integer> places) throws IOException {
        String[] cells = new String[places.size()];
        java.util.Arrays.fill(cells, "");
        try (JsonParser json = FACTORY.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                Integer place = places.get(json.currentName());
                JsonToken value = json.nextToken();
                if (place == null) {
                    json.skipChildren();
                } else if (value.isStructStart()) {
                    cells[place] = JSON.readTree(json).toString();
                } else if (value != JsonToken.VALUE_NULL) {
                    cells[place] = json.getText();
                }
            }
        }
        return List.of(cells);
    }

    @FunctionalInterface
    private interface Lines {
        void line(String line) throws IOException;
    }

    private void lines(Lines sink) throws IOException {
        for (int part = 0; part < job.parts(); part++) {
            byte[] text = parts.text(job.id(), part, true);
            int from = part == 0 ? setup.bom() : 0;
            for (int at = from; at < text.length; at++) {
                if (text[at] == '\n') {
                    sink.line(new String(text, from, at - from, StandardCharsets.UTF_8).strip());
                    from = at + 1;
                }
            }
        }
    }
}
