package org.zhenhao.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a policy's settings: takes each from the overrides or else its default, and remembers all of them and every fault. */
final class PolicySource {
    private final Map<String, String> overrides;
    private final TreeMap<String, String> settings = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    PolicySource(Map<String, String> overrides) {
        this.overrides = overrides;
    }

    /** The number under {@code key}, which has to lie between {@code least} and {@code most}. */
    double number(String key, double standard, double least, double most) {
        double value = standard;
        String given = overrides.get(key);
        if (given != null) {
            Double parsed = parse(given);
            if (parsed == null) {
                faults.add(key + " is not a number: " + given);
            } else if (!(parsed >= least && parsed <= most)) {
                faults.add(key + " is " + given + ", but has to lie between " + plain(least) + " and " + plain(most));
            } else {
                value = parsed;
            }
        }
        settings.put(key, plain(value));
        return value;
    }

    /** Adds a fault unless the number under {@code smaller} is at most that under {@code greater}; both have been read. */
    void inOrder(String smaller, String greater) {
        if (read(smaller) > read(greater)) {
            faults.add(smaller + " must not exceed " + greater);
        }
    }

    private double read(String key) {
        return Double.parseDouble(settings.getOrDefault(key, "NaN"));
    }

    /**
     * All settings by name, defaults included.
     *
     * @throws IllegalArgumentException if a setting was unknown or out of range; the message names all of them
     */
    Map<String, String> settings() {
        for (String key : new TreeSet<>(overrides.keySet())) {
            if (!settings.containsKey(key)) {
                faults.add("unknown setting " + key);
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("policy: " + String.join("; ", faults));
        }
        return Collections.unmodifiableMap(settings);
    }

    private static @Nullable Double parse(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String plain(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
