package org.zhenhao.parquet;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/**
 * One column of a table.
 *
 * @param name as it stands in the file
 * @param kind what its cells hold
 */
public record TableColumn(String name, Kind kind) {
    /** What cells hold. */
    public enum Kind {
        /** A whole number of 64 bits, never missing. */
        LONG,
        /** A whole number of 32 bits, never missing. */
        INT,
        /** A text, which may be missing; few different ones are expected. */
        TEXT,
        /** A number, which may be missing. */
        NUMBER
    }

    /** Whether cells may be missing. */
    boolean optional() {
        return kind == Kind.TEXT || kind == Kind.NUMBER;
    }

    Type type() {
        return switch (kind) {
            case LONG -> Type.INT64;
            case INT -> Type.INT32;
            case TEXT -> Type.BYTE_ARRAY;
            case NUMBER -> Type.DOUBLE;
        };
    }

    SchemaElement schema() {
        SchemaElement element = new SchemaElement(name).setType(type());
        if (kind == Kind.TEXT) {
            element.setConverted_type(ConvertedType.UTF8);
            element.setLogicalType(LogicalType.STRING(new StringType()));
        }
        return element.setRepetition_type(optional() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
    }
}
