package org.zhenhao.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The FTC's Do-Not-Call complaints: day, number complained about, area code of who complains. Each is packed into a long, and they
 * are sorted by number, then day.
 */
final class ComplaintFile {
    private static final int DAY_BITS = 15;
    private static final int AREA_BITS = 10;
    private static final int NUMBER_DIGITS = 10;

    final long[] complaints;
    final int firstDay;
    final int lastDay;

    private ComplaintFile(long[] complaints) {
        this.complaints = complaints;
        this.firstDay =
                Arrays.stream(complaints).mapToInt(ComplaintFile::day).min().orElse(0);
        this.lastDay =
                Arrays.stream(complaints).mapToInt(ComplaintFile::day).max().orElse(0);
    }

    /** Reads {@code created_date,company_phone_number,consumer_area_code}, gzip or not, with a header. */
    static ComplaintFile read(Path path) throws IOException {
        long[] packed = new long[1 << 16];
        int count = 0;
        try (InputStream raw = Files.newInputStream(path);
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null && (line = reader.readLine()) != null) {
                String[] fields = line.split(",", -1);
                if (fields.length < 2 || fields[1].length() != NUMBER_DIGITS) {
                    continue;
                }
                if (count == packed.length) {
                    packed = Arrays.copyOf(packed, count * 2);
                }
                int day = (int) LocalDate.parse(fields[0].substring(0, 10)).toEpochDay();
                int area = fields.length > 2 && fields[2].matches("[0-9]{3}") ? Integer.parseInt(fields[2]) : 0;
                packed[count++] = ((Long.parseLong(fields[1]) << DAY_BITS) | day) << AREA_BITS | area;
            }
        }
        long[] sorted = Arrays.copyOf(packed, count);
        Arrays.sort(sorted);
        return new ComplaintFile(sorted);
    }

    static long number(long complaint) {
        return complaint >>> (DAY_BITS + AREA_BITS);
    }

    /** Days since 1970. */
    static int day(long complaint) {
        return (int) (complaint >>> AREA_BITS) & ((1 << DAY_BITS) - 1);
    }

    static int area(long complaint) {
        return (int) complaint & ((1 << AREA_BITS) - 1);
    }
}
