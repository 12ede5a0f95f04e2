package org.zhenhao.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of the column types that the schema uses: between databases, and as text for files. */
final class Values {
    private Values() {}

    /** The value of a column as both databases take it. */
    static @Nullable Object of(ResultSet row, int column) throws SQLException {
        if (row.getMetaData().getColumnTypeName(column).equalsIgnoreCase("uuid")) {
            return row.getObject(column, UUID.class);
        }
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> row.getObject(column, OffsetDateTime.class);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> row.getBytes(column);
            case Types.CLOB, Types.VARCHAR, Types.LONGVARCHAR, Types.CHAR -> row.getString(column);
            default -> row.getObject(column);
        };
    }

    /** Such a value as text; bytes as base64, times as RFC 3339. */
    static String text(Object value) {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString();
    }

    /**
     * The value that a text is in a column.
     *
     * @param type of {@link Types}, of the column it goes to
     * @throws IllegalArgumentException if it is none of that type
     */
    static Object parse(String text, int type, String typeName) {
        if (typeName.equalsIgnoreCase("uuid")) {
            return UUID.fromString(text);
        }
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> Long.valueOf(text);
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> Double.valueOf(text);
            case Types.NUMERIC, Types.DECIMAL -> new java.math.BigDecimal(text);
            case Types.BOOLEAN, Types.BIT -> Boolean.valueOf(text);
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> OffsetDateTime.parse(text);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                Base64.getDecoder().decode(text);
            default -> text;
        };
    }
}
