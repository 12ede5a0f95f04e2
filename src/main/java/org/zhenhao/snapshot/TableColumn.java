package org.zhenhao.snapshot;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/**
 * One column of a published table.
 *
 * @param name as it stands in the file
 * @param kind what its cells hold
 */
record TableColumn(String name, Kind kind) {
    /** What cells hold. */
    enum Kind {
        /** A whole number of 64 bits, never missing. */
        LONG,
        /** A whole number of 32 bits, never missing. */
        INT,
        /** A text, which may be missing; few different ones are expected. */
        TEXT
    }

    Type type() {
        return switch (kind) {
            case LONG -> Type.INT64;
            case INT -> Type.INT32;
            case TEXT -> Type.BYTE_ARRAY;
        };
    }

    SchemaElement schema() {
        SchemaElement element = new SchemaElement(name).setType(type());
        if (kind == Kind.TEXT) {
            element.setConverted_type(ConvertedType.UTF8);
            element.setLogicalType(LogicalType.STRING(new StringType()));
            return element.setRepetition_type(FieldRepetitionType.OPTIONAL);
        }
        return element.setRepetition_type(FieldRepetitionType.REQUIRED);
    }
}
