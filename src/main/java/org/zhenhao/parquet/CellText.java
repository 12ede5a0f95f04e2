package org.zhenhao.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;

/** Writes the values of one column as texts. A number without a fraction is written in digits, for it may be a phone number. */
final class CellText {
    /** Up to here every whole number has a double of its own. */
    private static final double EXACT = 1L << 53;

    private final SchemaElement column;

    CellText(SchemaElement column) {
        this.column = column;
    }

    String name() {
        return column.getName();
    }

    /** The value that a reader stands on. */
    String of(ColumnReader reader) {
        return switch (column.getType()) {
            case BOOLEAN -> Boolean.toString(reader.getBoolean());
            case INT32 -> whole(reader.getInteger());
            case INT64 -> whole(reader.getLong());
            case FLOAT -> fraction(reader.getFloat(), Float.toString(reader.getFloat()));
            case DOUBLE -> fraction(reader.getDouble(), Double.toString(reader.getDouble()));
            case BYTE_ARRAY ->
                decimal()
                        ? scaled(new BigInteger(reader.getBinary().getBytes()))
                        : reader.getBinary().toStringUsingUTF8();
            case FIXED_LEN_BYTE_ARRAY ->
                decimal()
                        ? scaled(new BigInteger(reader.getBinary().getBytes()))
                        : HexFormat.of().formatHex(reader.getBinary().getBytes());
            // A time in a form given up long ago.
            case INT96 -> "";
        };
    }

    private boolean decimal() {
        return column.getConverted_type() == ConvertedType.DECIMAL
                || column.getLogicalType() != null && column.getLogicalType().isSetDECIMAL();
    }

    private String scaled(BigInteger value) {
        return new BigDecimal(value, column.getScale()).toPlainString();
    }

    private String whole(long value) {
        if (decimal()) {
            return scaled(BigInteger.valueOf(value));
        }
        ConvertedType type = column.getConverted_type();
        if (type == null) {
            return Long.toString(value);
        }
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TIMESTAMP_MILLIS -> Instant.ofEpochMilli(value).toString();
            case TIMESTAMP_MICROS ->
                Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1_000L)
                        .toString();
            case UINT_32 -> Long.toString(value & 0xffffffffL);
            case UINT_64 -> Long.toUnsignedString(value);
            default -> Long.toString(value);
        };
    }

    private static String fraction(double value, String text) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
        return whole ? Long.toString((long) value) : text;
    }
}
