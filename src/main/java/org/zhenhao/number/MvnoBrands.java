package org.zhenhao.number;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brands of resellers by the first seven digits of a mobile number, as of 2016.
 *
 * <p>Source: xiaohuilam/mvno-dict (MIT); see the README beside the data.
 */
final class MvnoBrands {
    private static final String DATA = "mvno-brands-2016.csv";
    private static final int PREFIX = 7;

    private final Map<String, Label> byPrefix;

    private MvnoBrands(Map<String, Label> byPrefix) {
        this.byPrefix = byPrefix;
    }

    /** Reads the bundled table. */
    static MvnoBrands load() {
        InputStream data = Objects.requireNonNull(MvnoBrands.class.getResourceAsStream(DATA), DATA);
        Map<String, Label> byPrefix = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                Label brand = new Label(fields[0], fields[1]);
                for (String prefix : fields[2].split(" ", -1)) {
                    byPrefix.put(prefix, brand);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MvnoBrands(byPrefix);
    }

    /** The brand of an 11-digit national number, or null if it is not known. */
    @Nullable
    Label of(String national) {
        return byPrefix.get(national.substring(0, PREFIX));
    }
}
