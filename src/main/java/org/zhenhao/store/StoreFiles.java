package org.zhenhao.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Everything in a store as files that any program reads: for each table NDJSON packed with gzip, the members named as the columns; bytes as
 * base64, times as RFC 3339. {@code store.json} is written last and holds the schema's version and the count of each table: a folder
 * without it is no whole export. Files are the backup that a release of either database can be restored from. Not thread-safe.
 */
public final class StoreFiles {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String HEAD = "store.json";
    private static final String ENDING = ".ndjson.gz";
    private static final String FORMAT = "zhenhao-store/1";
    private static final int BATCH = 1_000;

    private StoreFiles() {}

    /**
     * Writes all tables of a store, as they are at one moment, into a folder that is empty or not there yet.
     *
     * @return rows by table
     */
    public static SortedMap<String, Long> export(StoreMove.End source, Path folder, StoreMove.Progress progress)
            throws SQLException, IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(folder + " is not empty");
            }
        }
        try (Connection store = source.open()) {
            store.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            store.setReadOnly(true);
            String version = Tables.version(store);
            SortedMap<String, Long> counts = new TreeMap<>();
            for (Map.Entry<String, List<String>> table : Tables.all(store).entrySet()) {
                long rows = write(store, table.getKey(), table.getValue(), folder.resolve(table.getKey() + ENDING));
                counts.put(table.getKey(), rows);
                progress.rows(table.getKey(), rows);
            }
            head(folder, version, counts);
            return counts;
        }
    }

    private static void head(Path folder, String version, SortedMap<String, Long> counts) throws IOException {
        Path unfinished = folder.resolve(HEAD + ".part");
        try (JsonGenerator json = JSON.createGenerator(Files.newOutputStream(unfinished))) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("schema", version);
            json.writeObjectFieldStart("rows");
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        Files.move(unfinished, folder.resolve(HEAD));
    }

    private static long write(Connection store, String table, List<String> columns, Path file)
            throws SQLException, IOException {
        long rows = 0;
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 1 << 16);
                JsonGenerator json = JSON.createGenerator(out).setRootValueSeparator(null);
                Statement statement = store.createStatement()) {
            statement.setFetchSize(BATCH);
            try (ResultSet row = statement.executeQuery(Tables.select(table, columns))) {
                while (row.next()) {
                    json.writeStartObject();
                    for (int i = 1; i <= columns.size(); i++) {
                        member(json, columns.get(i - 1), Values.of(row, i));
                    }
                    json.writeEndObject();
                    json.writeRaw('\n');
                    rows++;
                }
            }
        }
        return rows;
    }

    private static void member(JsonGenerator json, String name, @org.jspecify.annotations.Nullable Object value)
            throws IOException {
        if (value == null) {
            return;
        }
        json.writeFieldName(name);
        if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Double real) {
            json.writeNumber(real);
        } else if (value instanceof Number whole) {
            json.writeNumber(whole.longValue());
        } else {
            json.writeString(Values.text(value));
        }
    }

    /**
     * Reads such a folder into a store that has the same schema and was not used.
     *
     * @return rows by table
     * @throws IOException if the folder is no whole export; the message is fit for an operator
     */
    public static SortedMap<String, Long> restore(Path folder, StoreMove.End target, StoreMove.Progress progress)
            throws SQLException, IOException {
        Head head = Head.read(folder);
        try (Connection store = target.open()) {
            if (!head.schema.equals(Tables.version(store))) {
                throw new IOException("the files are of schema " + head.schema + ", the store of schema "
                        + Tables.version(store) + ": restore with the release that wrote them, then update");
            }
            Tables.requireUnused(store);
            SortedMap<String, List<String>> tables = Tables.all(store);
            if (!tables.keySet().equals(head.rows.keySet())) {
                throw new IOException("the files hold other tables than the store");
            }
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                long rows = read(store, table.getKey(), table.getValue(), folder.resolve(table.getKey() + ENDING));
                Long expected = head.rows.get(table.getKey());
                if (expected == null || rows != expected) {
                    throw new IOException(table.getKey() + ": " + rows + " rows instead of " + expected);
                }
                progress.rows(table.getKey(), rows);
            }
            store.commit();
            return head.rows;
        }
    }

    private static long read(Connection store, String table, List<String> columns, Path file)
            throws SQLException, IOException {
        try (Statement emptied = store.createStatement()) {
            emptied.executeUpdate("DELETE FROM " + table);
        }
        long rows = 0;
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), 1 << 16);
                JsonParser json = JSON.createParser(in);
                Statement types = store.createStatement();
                ResultSet none = types.executeQuery(Tables.select(table, columns) + " WHERE 1 = 0");
                PreparedStatement write = store.prepareStatement(Tables.insert(table, columns))) {
            ResultSetMetaData shape = none.getMetaData();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                row(json, columns, shape, write);
                write.addBatch();
                rows++;
                if (rows % BATCH == 0) {
                    write.executeBatch();
                }
            }
            write.executeBatch();
        } catch (IllegalArgumentException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(table + ", row " + (rows + 1) + " cannot be read", e);
        }
        return rows;
    }

    private static void row(JsonParser json, List<String> columns, ResultSetMetaData shape, PreparedStatement write)
            throws SQLException, IOException {
        List<String> given = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            int column = columns.indexOf(name) + 1;
            json.nextToken();
            if (column == 0) {
                throw new IllegalArgumentException("unknown column");
            }
            write.setObject(
                    column, Values.parse(json.getText(), shape.getColumnType(column), shape.getColumnTypeName(column)));
            given.add(name);
        }
        for (int i = 1; i <= columns.size(); i++) {
            if (!given.contains(columns.get(i - 1))) {
                write.setObject(i, null);
            }
        }
    }

    /** What an export says of itself. */
    private record Head(String schema, SortedMap<String, Long> rows) {
        static Head read(Path folder) throws IOException {
            Path file = folder.resolve(HEAD);
            if (!Files.isReadable(file)) {
                throw new IOException(folder + " has no " + HEAD + ": it is no whole export");
            }
            String format = "";
            String schema = "";
            SortedMap<String, Long> rows = new TreeMap<>();
            try (JsonParser json = JSON.createParser(Files.newInputStream(file))) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    switch (name) {
                        case "format" -> format = json.getText();
                        case "schema" -> schema = json.getText();
                        case "rows" -> {
                            while (json.nextToken() == JsonToken.FIELD_NAME) {
                                String table = json.currentName();
                                json.nextToken();
                                rows.put(table, json.getLongValue());
                            }
                        }
                        default -> json.skipChildren();
                    }
                }
            }
            if (!FORMAT.equals(format)) {
                throw new IOException(file + " is not of format " + FORMAT);
            }
            return new Head(schema, rows);
        }
    }
}
