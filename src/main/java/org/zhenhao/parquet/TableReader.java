package org.zhenhao.parquet;

import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * Reads what {@link TableWriter} wrote, one row group after another; any other Parquet file is refused. Not thread-safe.
 */
public final class TableReader implements Closeable {
    private static final int TAIL = Integer.BYTES + TableWriter.MAGIC.length;
    private static final int LARGEST_FOOTER = 64 << 20;
    private static final int LARGEST_CHUNK = 256 << 20;

    private final FileChannel file;
    private final Path path;
    private final List<TableColumn> columns;
    private final FileMetaData footer;
    private final ColumnBuffer[] buffers;
    private final long[] cells = new long[TableWriter.GROUP];
    private final ZstdDecompressor zstd = new ZstdDecompressor();
    private int next;

    /**
     * Opens a file.
     *
     * @param columns those the file has to begin with
     * @throws IOException if it cannot be read or is not such a table
     */
    public TableReader(Path path, List<TableColumn> columns) throws IOException {
        this.path = path;
        this.columns = columns;
        this.file = FileChannel.open(path);
        boolean fine = false;
        try {
            this.footer = footer();
            check();
            fine = true;
        } finally {
            if (!fine) {
                file.close();
            }
        }
        this.buffers = columns.stream()
                .map(column -> new ColumnBuffer(column.kind(), TableWriter.GROUP))
                .toArray(ColumnBuffer[]::new);
    }

    private FileMetaData footer() throws IOException {
        long size = file.size();
        if (size < TAIL + TableWriter.MAGIC.length) {
            throw refused("it is too short");
        }
        ByteBuffer tail = ByteBuffer.wrap(read(size - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        if (!Arrays.equals(Arrays.copyOfRange(tail.array(), Integer.BYTES, TAIL), TableWriter.MAGIC)
                || length <= 0
                || length > Math.min(LARGEST_FOOTER, size - TAIL)) {
            throw refused("it is not a Parquet file");
        }
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(read(size - TAIL - length, length)));
        } catch (RuntimeException e) {
            throw refused("its footer is damaged: " + e.getMessage());
        }
    }

    private void check() throws IOException {
        List<SchemaElement> schema = footer.getSchema();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn wanted = columns.get(i);
            if (schema.size() <= i + 1
                    || !schema.get(i + 1).getName().equals(wanted.name())
                    || schema.get(i + 1).getType() != wanted.type()) {
                throw refused("it has no column " + wanted.name());
            }
        }
        for (RowGroup group : footer.getRow_groups()) {
            if (group.getNum_rows() > TableWriter.GROUP || group.getColumns().size() < columns.size()) {
                throw refused("its row groups are not those of a snapshot");
            }
        }
    }

    private IOException refused(String why) {
        return new IOException(path.getFileName() + ": " + why);
    }

    /** How many rows there are. */
    public long rows() {
        return footer.getNum_rows();
    }

    /** What the footer tells. */
    public Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>();
        if (footer.getKey_value_metadata() != null) {
            footer.getKey_value_metadata().forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
        }
        return facts;
    }

    /**
     * Reads the next row group; {@link #column} then holds its cells.
     *
     * @return how many rows it has, 0 at the end
     */
    public int nextGroup() throws IOException {
        if (next == footer.getRow_groups().size()) {
            return 0;
        }
        RowGroup group = footer.getRow_groups().get(next++);
        int rows = (int) group.getNum_rows();
        for (int i = 0; i < columns.size(); i++) {
            try {
                read(group.getColumns().get(i).getMeta_data(), buffers[i], rows);
            } catch (RuntimeException e) {
                // Decoders meet damage with whatever exception comes first.
                throw refused("it is damaged: " + e.getMessage());
            }
        }
        return rows;
    }

    /** The cells of a column in the row group read last. */
    public ColumnBuffer column(int index) {
        return buffers[index];
    }

    private void read(ColumnMetaData chunk, ColumnBuffer into, int rows) throws IOException {
        boolean text = into.kind() == TableColumn.Kind.TEXT;
        long from = text ? chunk.getDictionary_page_offset() : chunk.getData_page_offset();
        if (chunk.getCodec() != CompressionCodec.ZSTD
                || chunk.getTotal_compressed_size() > LARGEST_CHUNK
                || chunk.getTotal_uncompressed_size() > LARGEST_CHUNK) {
            throw refused("it is not compressed as a snapshot is");
        }
        into.clear();
        ByteArrayInputStream in = new ByteArrayInputStream(read(from, (int) chunk.getTotal_compressed_size()));
        if (text) {
            words(page(in, PageType.DICTIONARY_PAGE), into);
            indices(page(in, PageType.DATA_PAGE), rows, into.words().size());
            into.fill(cells, rows);
        } else {
            numbers(page(in, PageType.DATA_PAGE), rows, into);
        }
    }

    private byte[] page(ByteArrayInputStream in, PageType type) throws IOException {
        PageHeader header = Util.readPageHeader(in);
        boolean known = header.getType() == type
                && (type == PageType.DICTIONARY_PAGE
                        || header.getData_page_header().getEncoding() == Encoding.RLE_DICTIONARY
                        || header.getData_page_header().getEncoding() == Encoding.DELTA_BINARY_PACKED);
        int size = header.getUncompressed_page_size();
        if (!known || size < 0 || size > LARGEST_CHUNK) {
            throw refused("its pages are not those of a snapshot");
        }
        byte[] packed = in.readNBytes(header.getCompressed_page_size());
        byte[] content = new byte[size];
        if (zstd.decompress(packed, 0, packed.length, content, 0, size) != size) {
            throw refused("a page is cut short");
        }
        return content;
    }

    private void numbers(byte[] page, int rows, ColumnBuffer into) throws IOException {
        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        reader.initFromPage(rows, ByteBufferInputStream.wrap(ByteBuffer.wrap(page)));
        boolean longs = into.kind() == TableColumn.Kind.LONG;
        for (int i = 0; i < rows; i++) {
            cells[i] = longs ? reader.readLong() : reader.readInteger();
        }
        into.fill(cells, rows);
    }

    private static void words(byte[] page, ColumnBuffer into) {
        ByteBuffer in = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException("a word is longer than its page");
            }
            byte[] utf8 = new byte[length];
            in.get(utf8);
            into.words().add(new String(utf8, StandardCharsets.UTF_8));
        }
    }

    private void indices(byte[] page, int rows, int words) throws IOException {
        int levels = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt();
        int from = Integer.BYTES + levels;
        if (levels < 0 || from >= page.length) {
            throw refused("a page is cut short");
        }
        RunLengthBitPackingHybridDecoder present =
                new RunLengthBitPackingHybridDecoder(1, new ByteArrayInputStream(page, Integer.BYTES, levels));
        RunLengthBitPackingHybridDecoder index = new RunLengthBitPackingHybridDecoder(
                page[from], new ByteArrayInputStream(page, from + 1, page.length - from - 1));
        for (int i = 0; i < rows; i++) {
            cells[i] = present.readInt() == 0 ? -1 : index.readInt();
            if (cells[i] >= words) {
                throw refused("a text is missing");
            }
        }
    }

    private byte[] read(long from, int length) throws IOException {
        if (from < 0 || from + length > file.size()) {
            throw refused("it is cut short");
        }
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position()) < 0) {
                throw refused("it is cut short");
            }
        }
        return into.array();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
