package org.zhenhao.quota;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * So many in such a time: a bucket that holds {@code amount} at most and is refilled evenly.
 *
 * @param amount 1 to a billion
 * @param period a second to a day
 */
record Allowance(long amount, Duration period) {
    private static final long MOST = 1_000_000_000;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Pattern FORM = Pattern.compile("(\\d{1,10})/(\\d{0,5})([smhd])");

    Allowance {
        if (amount < 1 || amount > MOST || period.toSeconds() < 1 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("an allowance is of 1 to 1000000000 in a second to a day");
        }
    }

    /**
     * Reads {@code 600/1m} or {@code 10/s}; {@code none} is no limit, told by null.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static @Nullable Allowance parse(String text) {
        String trimmed = text.strip();
        if (trimmed.equals("none")) {
            return null;
        }
        Matcher form = FORM.matcher(trimmed);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + trimmed + "' is not like 600/1m, 10/s or none");
        }
        long units = form.group(2).isEmpty() ? 1 : Long.parseLong(form.group(2));
        return new Allowance(Long.parseLong(form.group(1)), Duration.ofSeconds(units * seconds(form.group(3))));
    }

    private static long seconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> Duration.ofMinutes(1).toSeconds();
            case "h" -> Duration.ofHours(1).toSeconds();
            default -> Duration.ofDays(1).toSeconds();
        };
    }

    Bandwidth bandwidth() {
        return Bandwidth.builder().capacity(amount).refillGreedy(amount, period).build();
    }
}
