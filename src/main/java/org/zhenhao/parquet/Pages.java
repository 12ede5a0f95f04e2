package org.zhenhao.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column of one row group, read and unpacked one after another. Not thread-safe. */
final class Pages implements PageReader {
    private static final int LARGEST = 64 << 20;
    private static final int BUFFER = 1 << 16;
    private static final Set<CompressionCodec> READ = EnumSet.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.SNAPPY,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4_RAW,
            CompressionCodec.GZIP);

    private final InputStream in;
    private final CompressionCodec codec;
    private final Statistics<?> nothing;
    private final long values;
    private long left;
    private @Nullable PageHeader next;

    Pages(FileChannel file, ColumnMetaData chunk, ColumnDescriptor column) throws IOException {
        long from = chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0
                ? Math.min(chunk.getDictionary_page_offset(), chunk.getData_page_offset())
                : chunk.getData_page_offset();
        this.in = new BufferedInputStream(new Stretch(file, from, chunk.getTotal_compressed_size()), BUFFER);
        this.codec = chunk.getCodec();
        if (!READ.contains(codec)) {
            throw new IOException("it is packed with " + codec + ", which cannot be read");
        }
        this.nothing = Statistics.createStats(column.getPrimitiveType());
        this.values = chunk.getNum_values();
        this.left = values;
    }

    /** Reads bytes at a place. */
    static byte[] read(FileChannel file, long from, int length) throws IOException {
        if (from < 0 || length < 0 || from + length > file.size()) {
            throw new IOException("it is cut short");
        }
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position()) < 0) {
                throw new IOException("it is cut short");
            }
        }
        return into.array();
    }

    @Override
    public long getTotalValueCount() {
        return values;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = peek();
            if (header.getType() != PageType.DICTIONARY_PAGE) {
                return null;
            }
            next = null;
            return new DictionaryPage(
                    BytesInput.from(content(header, 0)),
                    header.getDictionary_page_header().getNum_values(),
                    encoding(header.getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (left > 0) {
                PageHeader header = peek();
                next = null;
                if (header.getType() == PageType.DATA_PAGE) {
                    return first(header);
                }
                if (header.getType() == PageType.DATA_PAGE_V2) {
                    return second(header);
                }
                in.skipNBytes(size(header.getCompressed_page_size()));
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PageHeader peek() throws IOException {
        PageHeader header = next;
        if (header == null) {
            header = Util.readPageHeader(in);
            next = header;
        }
        return header;
    }

    private DataPage first(PageHeader header) throws IOException {
        DataPageHeader page = header.getData_page_header();
        left -= page.getNum_values();
        return new DataPageV1(
                BytesInput.from(content(header, 0)),
                page.getNum_values(),
                header.getUncompressed_page_size(),
                nothing,
                encoding(page.getRepetition_level_encoding()),
                encoding(page.getDefinition_level_encoding()),
                encoding(page.getEncoding()));
    }

    /** Its levels lie before the values and are not packed with them. */
    private DataPage second(PageHeader header) throws IOException {
        DataPageHeaderV2 page = header.getData_page_header_v2();
        left -= page.getNum_values();
        byte[] repetitions = in.readNBytes(size(page.getRepetition_levels_byte_length()));
        byte[] definitions = in.readNBytes(size(page.getDefinition_levels_byte_length()));
        byte[] values = content(header, repetitions.length + definitions.length);
        return DataPageV2.uncompressed(
                page.getNum_rows(),
                page.getNum_nulls(),
                page.getNum_values(),
                BytesInput.from(repetitions),
                BytesInput.from(definitions),
                encoding(page.getEncoding()),
                BytesInput.from(values),
                nothing);
    }

    private byte[] content(PageHeader header, int before) throws IOException {
        int size = size(header.getUncompressed_page_size() - before);
        byte[] packed = in.readNBytes(size(header.getCompressed_page_size() - before));
        boolean plain = header.getType() == PageType.DATA_PAGE_V2
                && !header.getData_page_header_v2().isIs_compressed();
        return plain || size == 0 ? packed : unpack(packed, size);
    }

    private byte[] unpack(byte[] packed, int size) throws IOException {
        return switch (codec) {
            case UNCOMPRESSED -> packed;
            case SNAPPY -> unpack(new SnappyDecompressor(), packed, size);
            case ZSTD -> unpack(new ZstdDecompressor(), packed, size);
            case LZ4_RAW -> unpack(new Lz4Decompressor(), packed, size);
            case GZIP -> {
                try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                    yield gzip.readNBytes(size);
                }
            }
            default -> throw new IllegalStateException();
        };
    }

    private static byte[] unpack(Decompressor by, byte[] packed, int size) throws IOException {
        byte[] content = new byte[size];
        if (by.decompress(packed, 0, packed.length, content, 0, size) != size) {
            throw new IOException("it is damaged: a page is cut short");
        }
        return content;
    }

    private static int size(int bytes) throws IOException {
        if (bytes < 0 || bytes > LARGEST) {
            throw new IOException("it is damaged, or its pages are larger than " + LARGEST + " bytes");
        }
        return bytes;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding format) {
        return Encoding.valueOf(format.name());
    }

    /** Some bytes of a file. */
    private static final class Stretch extends InputStream {
        private final FileChannel file;
        private long at;
        private final long end;

        Stretch(FileChannel file, long from, long length) throws IOException {
            if (from < 0 || length < 0 || from + length > file.size()) {
                throw new IOException("it is cut short");
            }
            this.file = file;
            this.at = from;
            this.end = from + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int most = (int) Math.min(length, end - at);
            int read = most <= 0 ? -1 : file.read(ByteBuffer.wrap(into, offset, most), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
