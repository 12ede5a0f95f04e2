package org.zhenhao.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a text line by line, of which one that is too long is cut short so that it cannot fill the memory. */
final class Lines {
    private static final int LONGEST = 8_192;

    private final BufferedReader in;
    private int number;

    Lines(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c != '\n') {
                if (line.length() <= LONGEST) {
                    line.append((char) c);
                }
                continue;
            }
            number++;
            if (!line.toString().isBlank()) {
                return line.toString();
            }
            line.setLength(0);
        }
        number++;
        return line.toString().isBlank() ? null : line.toString();
    }

    /** Number of the line last given, from 1. */
    int number() {
        return number;
    }
}
