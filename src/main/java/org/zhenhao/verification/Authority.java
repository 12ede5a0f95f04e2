package org.zhenhao.verification;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.zhenhao.number.Label;

/**
 * An authority that swindlers like to pass for.
 *
 * @param key canonical form of its service code
 * @param kind {@code police}, {@code court}, {@code regulator} or {@code authority}
 * @param claims words by which callers claim to be it
 */
record Authority(String key, String kind, Label name, List<String> claims) {
    private static final String FILE = "authorities.csv";

    static List<Authority> bundled() {
        List<Authority> all = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Authority.class.getResourceAsStream(FILE));
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            for (NamedCsvRecord row : rows) {
                all.add(new Authority(
                        "CN-" + row.getField("code"),
                        row.getField("kind"),
                        new Label(row.getField("zh"), row.getField("en")),
                        List.of(row.getField("claims").split("\\|"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }
}
