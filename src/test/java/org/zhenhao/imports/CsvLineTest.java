package org.zhenhao.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvLineTest {
    @Test
    void split_quotedFields_keepCommasAndQuotes() {
        assertThat(CsvLine.split("a,\"b, \"\"c\"\"\",,d")).containsExactly("a", "b, \"c\"", "", "d");
    }

    @Test
    void split_emptyLastField_isKept() {
        assertThat(CsvLine.split("a,")).containsExactly("a", "");
        assertThat(CsvLine.split("a,,b")).containsExactly("a", "", "b");
    }

    @Test
    void split_openQuote_isBroken() {
        assertThat(CsvLine.split("a,\"b,c")).isNull();
        assertThat(CsvLine.split("a,\"b\"c,d")).isNull();
    }

    @Test
    void header_namesOfAnyStyle_areOne() {
        var columns = CsvLine.header(java.util.List.of("Created_Date", "occurredAt", " Number "));
        assertThat(columns).containsOnlyKeys("createddate", "occurredat", "number");
    }
}
