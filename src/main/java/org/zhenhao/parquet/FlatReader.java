package org.zhenhao.parquet;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Reads the rows of a flat Parquet file of anybody's as texts; the memory it takes is that of a page for each column. Encodings are read
 * by the Parquet project's own code. Not thread-safe.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">The file format</a>
 */
public final class FlatReader implements Closeable {
    private static final byte[] MAGIC = TableWriter.MAGIC;
    private static final int TAIL = Integer.BYTES + MAGIC.length;
    private static final int LARGEST_FOOTER = 64 << 20;
    private static final int MOST_COLUMNS = 1_000;

    private final FileChannel file;
    private final FileMetaData footer;
    private final List<CellText> columns = new ArrayList<>();
    private final MessageType schema;

    /**
     * Opens a file.
     *
     * @throws IOException with the reason if it is no Parquet file, or its columns hold more than one value each
     */
    public FlatReader(Path path) throws IOException {
        this.file = FileChannel.open(path);
        boolean fine = false;
        try {
            this.footer = footer();
            this.schema = schema();
            fine = true;
        } catch (RuntimeException damaged) {
            throw new IOException("it is damaged", damaged);
        } finally {
            if (!fine) {
                file.close();
            }
        }
    }

    private FileMetaData footer() throws IOException {
        long size = file.size();
        if (size < TAIL + MAGIC.length) {
            throw new IOException("it is too short");
        }
        ByteBuffer tail = ByteBuffer.wrap(Pages.read(file, size - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        if (!Arrays.equals(Arrays.copyOfRange(tail.array(), Integer.BYTES, TAIL), MAGIC)
                || length <= 0
                || length > Math.min(LARGEST_FOOTER, size - TAIL)) {
            throw new IOException("it is not a Parquet file, or is encrypted");
        }
        return Util.readFileMetaData(new ByteArrayInputStream(Pages.read(file, size - TAIL - length, length)));
    }

    private MessageType schema() throws IOException {
        List<SchemaElement> elements = footer.getSchema();
        List<Type> fields = new ArrayList<>();
        if (elements.size() < 2 || elements.size() > MOST_COLUMNS + 1) {
            throw new IOException("it has no columns, or more than " + MOST_COLUMNS);
        }
        for (SchemaElement element : elements.subList(1, elements.size())) {
            if (element.getNum_children() > 0
                    || element.getType() == null
                    || element.getRepetition_type() == FieldRepetitionType.REPEATED) {
                throw new IOException("the column " + element.getName() + " holds more than one value a row");
            }
            columns.add(new CellText(element));
            fields.add(new PrimitiveType(
                    element.getRepetition_type() == FieldRepetitionType.OPTIONAL
                            ? Type.Repetition.OPTIONAL
                            : Type.Repetition.REQUIRED,
                    name(element),
                    element.getType_length(),
                    element.getName()));
        }
        return new MessageType("table", fields);
    }

    private static PrimitiveTypeName name(SchemaElement element) {
        return switch (element.getType()) {
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            default -> PrimitiveTypeName.valueOf(element.getType().name());
        };
    }

    /** The names of the columns. */
    public List<String> names() {
        return columns.stream().map(CellText::name).toList();
    }

    /** How many rows there are. */
    public long rows() {
        return footer.getNum_rows();
    }

    /** Takes rows in order. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the cells of a row, empty where there is nothing. */
        void row(List<String> cells) throws IOException;
    }

    /**
     * Hands out the rows.
     *
     * @throws IOException if the file is damaged, or packed in a way that cannot be read
     */
    public void each(Sink sink) throws IOException {
        for (RowGroup group : footer.getRow_groups()) {
            if (group.getColumns().size() != columns.size()) {
                throw new IOException("it is damaged: a row group lacks columns");
            }
            try {
                each(group, sink);
            } catch (RuntimeException damaged) {
                if (damaged.getClass().getName().startsWith("org.zhenhao.")) {
                    throw damaged;
                }
                throw new IOException("it is damaged: " + damaged.getMessage(), damaged);
            }
        }
    }

    private void each(RowGroup group, Sink sink) throws IOException {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                new Group(file, group, schema),
                new DummyRecordConverter(schema).getRootConverter(),
                schema,
                String.valueOf(footer.getCreated_by()));
        List<ColumnReader> readers =
                schema.getColumns().stream().map(store::getColumnReader).toList();
        for (long row = 0; row < group.getNum_rows(); row++) {
            String[] cells = new String[readers.size()];
            for (int i = 0; i < cells.length; i++) {
                ColumnReader reader = readers.get(i);
                boolean present = reader.getCurrentDefinitionLevel()
                        == reader.getDescriptor().getMaxDefinitionLevel();
                cells[i] = present ? columns.get(i).of(reader) : "";
                reader.consume();
            }
            sink.row(List.of(cells));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Group implements PageReadStore {
        private final long rows;
        private final Map<ColumnDescriptor, PageReader> pages = new HashMap<>();

        Group(FileChannel file, RowGroup group, MessageType schema) throws IOException {
            rows = group.getNum_rows();
            for (int i = 0; i < schema.getColumns().size(); i++) {
                ColumnDescriptor column = schema.getColumns().get(i);
                pages.put(column, new Pages(file, group.getColumns().get(i).getMeta_data(), column));
            }
        }

        @Override
        public PageReader getPageReader(ColumnDescriptor column) {
            PageReader found = pages.get(column);
            if (found == null) {
                throw new IllegalArgumentException(column.toString());
            }
            return found;
        }

        @Override
        public long getRowCount() {
            return rows;
        }
    }
}
