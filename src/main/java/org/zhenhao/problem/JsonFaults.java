package org.zhenhao.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a client's JSON without showing how the service is built. */
final class JsonFaults {
    private static final int LONGEST_FIELD = 100;

    private JsonFaults() {}

    static ProblemException problem(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds() == null
                    ? ""
                    : unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
            String field = field(unknown);
            return ProblemException.of(
                            ProblemCode.UNKNOWN_FIELD,
                            "未知字段 %1$s；可用的字段：%2$s",
                            "Unknown field %1$s; known here: %2$s",
                            field,
                            known)
                    .with("field", field);
        }
        if (failure.getCause() instanceof StreamReadException syntax) {
            return problem(syntax);
        }
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String field = field(mapping);
            return ProblemException.of(
                            ProblemCode.INVALID_FIELD,
                            "字段 %1$s 的值无效，应为%2$s",
                            "Field %1$s: the value is not acceptable; expected %3$s",
                            field,
                            expected(mapping).zh(),
                            expected(mapping).en())
                    .with("field", field);
        }
        if (failure instanceof MismatchedInputException) {
            return ProblemException.of(
                    ProblemCode.MALFORMED_JSON,
                    "内容为空，或最外层不是所要求的结构",
                    "The body is empty, or its outermost value is not of the expected kind");
        }
        JsonLocation place = failure.getLocation();
        return place == null
                ? ProblemException.of(ProblemCode.MALFORMED_JSON)
                : ProblemException.of(
                        ProblemCode.MALFORMED_JSON,
                        "第 %d 行第 %d 列附近有误",
                        "Wrong near line %d, column %d",
                        place.getLineNr(),
                        place.getColumnNr());
    }

    /** The path to a field as a person would write it: {@code numbers[3].channel}. */
    private static String field(JsonMappingException failure) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            }
        }
        return path.length() <= LONGEST_FIELD ? path.toString() : path.substring(0, LONGEST_FIELD);
    }

    private static Text expected(JsonMappingException failure) {
        Class<?> type = failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (type == null) {
            return new Text("其他值", "another value");
        }
        return type.isEnum() ? choices(type) : plain(type);
    }

    private static Text choices(Class<?> type) {
        String words = Arrays.stream(type.getEnumConstants())
                .map(value -> value.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new Text(" " + words + " 之一", "one of " + words);
    }

    private static Text plain(@Nullable Class<?> type) {
        if (type == null) {
            return new Text("其他值", "another value");
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Text(" true 或 false", "true or false");
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return new Text("数字", "a number");
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return new Text(" RFC 3339 时间，如 2026-11-20T13:40:00Z", "an RFC 3339 time such as 2026-11-20T13:40:00Z");
        }
        if (type == String.class) {
            return new Text("字符串", "a string");
        }
        return type.isArray() || Iterable.class.isAssignableFrom(type)
                ? new Text("列表", "a list")
                : new Text("对象", "an object");
    }
}
