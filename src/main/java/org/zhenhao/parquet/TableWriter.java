package org.zhenhao.parquet;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;

/**
 * Writes a flat table as a Parquet file, in one pass and with the memory of one row group.
 *
 * <p>Numbers are delta-coded ({@code DELTA_BINARY_PACKED}), texts go through a dictionary for each row group, pages are compressed with
 * zstd, and each row group tells the least and the greatest value of its numbers, so that a reader can skip it. Encodings and the
 * footer are the Parquet project's own code; its file writer is not used, for it needs Hadoop. Not thread-safe.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">The file format</a>
 */
public final class TableWriter implements Closeable {
    /** Rows of a row group. */
    public static final int GROUP = 122_880;

    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int SLAB = 1 << 16;
    private static final int MOST = 1 << 30;
    /** Longest texts of a row group altogether, looked at now and then. */
    private static final long MOST_CHARACTERS = 32L << 20;

    private static final int LOOK = 64;

    private final OutputStream out;
    private final List<TableColumn> columns;
    private final Map<String, String> facts;
    private final ColumnBuffer[] buffers;
    private final List<RowGroup> groups = new ArrayList<>();
    private final ZstdCompressor zstd = new ZstdCompressor();
    private long written;
    private long rows;
    private int pending;
    private final int group;
    private final boolean sorted;

    /**
     * Begins a file whose rows come sorted by their first column.
     *
     * @param out closed with this
     * @param facts written into the footer
     */
    public TableWriter(OutputStream out, List<TableColumn> columns, Map<String, String> facts) throws IOException {
        this(out, columns, facts, GROUP, true);
    }

    /**
     * Begins a file.
     *
     * @param out closed with this
     * @param facts written into the footer
     * @param group most rows of a row group; fewer where their texts are long
     * @param sorted whether rows come sorted by their first column
     */
    public TableWriter(
            OutputStream out, List<TableColumn> columns, Map<String, String> facts, int group, boolean sorted)
            throws IOException {
        this.group = group;
        this.sorted = sorted;
        this.out = out;
        this.columns = columns;
        this.facts = facts;
        this.buffers = columns.stream()
                .map(column -> new ColumnBuffer(column.kind(), group))
                .toArray(ColumnBuffer[]::new);
        write(MAGIC);
    }

    /** The cells of the row being written; all are to be set before {@link #endRow}. */
    public ColumnBuffer cell(int column) {
        return buffers[column];
    }

    /** Ends the row. */
    public void endRow() throws IOException {
        rows++;
        if (++pending == group || pending % LOOK == 0 && heavy()) {
            flush();
        }
    }

    /** How many rows were written. */
    public long rows() {
        return rows;
    }

    private boolean heavy() {
        long characters = 0;
        for (ColumnBuffer buffer : buffers) {
            characters += buffer.characters();
        }
        return characters > MOST_CHARACTERS;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void flush() throws IOException {
        if (pending == 0) {
            return;
        }
        List<ColumnChunk> chunks = new ArrayList<>();
        long from = written;
        long raw = 0;
        for (int i = 0; i < buffers.length; i++) {
            ColumnMetaData chunk = chunk(columns.get(i), buffers[i]);
            raw += chunk.getTotal_uncompressed_size();
            chunks.add(new ColumnChunk(chunk.getData_page_offset()).setMeta_data(chunk));
            buffers[i].clear();
        }
        RowGroup group =
                new RowGroup(chunks, raw, pending).setFile_offset(from).setTotal_compressed_size(written - from);
        if (sorted) {
            group.setSorting_columns(List.of(new SortingColumn(0, false, false)));
        }
        groups.add(group);
        pending = 0;
    }

    private ColumnMetaData chunk(TableColumn column, ColumnBuffer cells) throws IOException {
        long from = written;
        long raw = 0;
        boolean text = column.kind() == TableColumn.Kind.TEXT;
        if (text) {
            DictionaryPageHeader header = new DictionaryPageHeader(cells.words().size(), Encoding.PLAIN);
            raw += page(PageType.DICTIONARY_PAGE, plain(cells.words()), page -> page.setDictionary_page_header(header));
        }
        long data = written;
        DataPageHeader header = new DataPageHeader(pending, encoding(column), Encoding.RLE, Encoding.RLE);
        raw += page(PageType.DATA_PAGE, content(column, cells), page -> page.setData_page_header(header));
        ColumnMetaData chunk = new ColumnMetaData(
                column.type(),
                text
                        ? List.of(Encoding.PLAIN, Encoding.RLE, Encoding.RLE_DICTIONARY)
                        : List.of(Encoding.RLE, encoding(column)),
                List.of(column.name()),
                CompressionCodec.ZSTD,
                pending,
                raw,
                written - from,
                data);
        if (text) {
            chunk.setDictionary_page_offset(from);
        } else if (!column.optional()) {
            chunk.setStatistics(statistics(column, cells));
        }
        return chunk;
    }

    private static Encoding encoding(TableColumn column) {
        return switch (column.kind()) {
            case LONG, INT -> Encoding.DELTA_BINARY_PACKED;
            case TEXT -> Encoding.RLE_DICTIONARY;
            case NUMBER -> Encoding.PLAIN;
        };
    }

    private byte[] content(TableColumn column, ColumnBuffer cells) throws IOException {
        return switch (column.kind()) {
            case LONG, INT -> deltas(column, cells);
            case TEXT -> indices(cells);
            case NUMBER -> numbers(cells);
        };
    }

    private byte[] numbers(ColumnBuffer cells) throws IOException {
        byte[] levels = levels(cells);
        ByteBuffer page = ByteBuffer.allocate(Integer.BYTES + levels.length + pending * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(levels.length)
                .put(levels);
        for (int i = 0; i < pending; i++) {
            if (cells.present(i)) {
                page.putLong(cells.number(i));
            }
        }
        return java.util.Arrays.copyOf(page.array(), page.position());
    }

    /** Which cells are there: one bit each, run-length coded. */
    private byte[] levels(ColumnBuffer cells) throws IOException {
        HeapByteBufferAllocator heap = HeapByteBufferAllocator.getInstance();
        try (RunLengthBitPackingHybridEncoder present = new RunLengthBitPackingHybridEncoder(1, SLAB, MOST, heap)) {
            for (int i = 0; i < pending; i++) {
                present.writeInt(cells.present(i) ? 1 : 0);
            }
            return bytes(present.toBytes());
        }
    }

    /** Sets the part of a page's header that depends on its type. */
    private interface Detail {
        void set(PageHeader header);
    }

    /** Writes a page and answers its size before compression, header included. */
    private long page(PageType type, byte[] content, Detail detail) throws IOException {
        byte[] packed = new byte[zstd.maxCompressedLength(content.length)];
        int length = zstd.compress(content, 0, content.length, packed, 0, packed.length);
        PageHeader header = new PageHeader(type, content.length, length);
        detail.set(header);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        write(head.toByteArray());
        out.write(packed, 0, length);
        written += length;
        return (long) head.size() + content.length;
    }

    private byte[] deltas(TableColumn column, ColumnBuffer cells) throws IOException {
        HeapByteBufferAllocator heap = HeapByteBufferAllocator.getInstance();
        boolean longs = column.kind() == TableColumn.Kind.LONG;
        try (DeltaBinaryPackingValuesWriter writer = longs
                ? new DeltaBinaryPackingValuesWriterForLong(SLAB, MOST, heap)
                : new DeltaBinaryPackingValuesWriterForInteger(SLAB, MOST, heap)) {
            for (int i = 0; i < pending; i++) {
                if (longs) {
                    writer.writeLong(cells.number(i));
                } else {
                    writer.writeInteger((int) cells.number(i));
                }
            }
            return bytes(writer.getBytes());
        }
    }

    private static byte[] bytes(BytesInput input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) input.size());
        input.writeAllTo(bytes);
        return bytes.toByteArray();
    }

    private static byte[] plain(List<String> words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String word : words) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            bytes.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(utf8.length)
                    .array());
            bytes.write(utf8);
        }
        return bytes.toByteArray();
    }

    /** Which cells are there, the length of that before it, and the words of those that are. */
    private byte[] indices(ColumnBuffer cells) throws IOException {
        HeapByteBufferAllocator heap = HeapByteBufferAllocator.getInstance();
        int width = 32 - Integer.numberOfLeadingZeros(Math.max(0, cells.words().size() - 1));
        byte[] levels = levels(cells);
        try (RunLengthBitPackingHybridEncoder index = new RunLengthBitPackingHybridEncoder(width, SLAB, MOST, heap)) {
            for (int i = 0; i < pending; i++) {
                if (cells.present(i)) {
                    index.writeInt((int) cells.number(i));
                }
            }
            byte[] words = bytes(index.toBytes());
            return ByteBuffer.allocate(Integer.BYTES + levels.length + 1 + words.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(levels.length)
                    .put(levels)
                    .put((byte) width)
                    .put(words)
                    .array();
        }
    }

    private Statistics statistics(TableColumn column, ColumnBuffer cells) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < pending; i++) {
            least = Math.min(least, cells.number(i));
            greatest = Math.max(greatest, cells.number(i));
        }
        return new Statistics()
                .setMin_value(bytes(column, least))
                .setMax_value(bytes(column, greatest))
                .setNull_count(0);
    }

    private static byte[] bytes(TableColumn column, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(value);
        return column.kind() == TableColumn.Kind.LONG
                ? bytes.array()
                : java.util.Arrays.copyOf(bytes.array(), Integer.BYTES);
    }

    /** Writes the footer and closes the file. */
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
            List<SchemaElement> schema = new ArrayList<>();
            schema.add(new SchemaElement("zhenhao").setNum_children(columns.size()));
            columns.forEach(column -> schema.add(column.schema()));
            FileMetaData footer = new FileMetaData(2, schema, rows, groups);
            footer.setCreated_by("zhenhao version 1");
            footer.setColumn_orders(columns.stream()
                    .map(column -> org.apache.parquet.format.ColumnOrder.TYPE_ORDER(
                            new org.apache.parquet.format.TypeDefinedOrder()))
                    .toList());
            facts.forEach((key, value) -> footer.addToKey_value_metadata(new KeyValue(key).setValue(value)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Util.writeFileMetaData(footer, bytes);
            write(bytes.toByteArray());
            write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(bytes.size())
                    .array());
            write(MAGIC);
        }
    }
}
