package org.zhenhao.number;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Regular expressions over digits, compiled into one non-deterministic automaton whose ends carry the number of their
 * pattern.
 *
 * <p>Understood are digits, {@code \d}, classes, groups of either sort, alternatives, {@code ?}, {@code {n}} and
 * {@code {n,m}}; {@code $} is taken to match everywhere. Anything else fails when compiled, never when matched.
 */
final class DigitPatterns {
    private static final int ALL = 0x3FF;
    private static final int SPLIT = -1;

    /** For a digit node the digits it takes, {@link #SPLIT} for a fork, 0 for an end. */
    private final IntList masks = new IntList();

    private final IntList firsts = new IntList();
    private final IntList seconds = new IntList();
    private final List<Integer> starts = new ArrayList<>();
    private String pattern = "";
    private int at;

    /** Adds a pattern that must match all digits. */
    void add(String regex, int tag) {
        starts.add(compile(regex, node(0, -1, tag)));
    }

    /** Adds a pattern that must match the first digits only. */
    void addPrefix(String regex, int tag) {
        int end = node(ALL, 0, tag);
        firsts.set(end, end);
        starts.add(compile(regex, end));
    }

    List<Integer> starts() {
        return starts;
    }

    /** Adds to {@code closure} the nodes that can be reached without reading a digit. */
    void close(int node, BitSet closure) {
        if (masks.get(node) == SPLIT) {
            close(firsts.get(node), closure);
            close(seconds.get(node), closure);
        } else {
            closure.set(node);
        }
    }

    /** Where a digit leads from a node, -1 for nowhere. */
    int target(int node, int digit) {
        int mask = masks.get(node);
        return mask > 0 && (mask >> digit & 1) != 0 ? firsts.get(node) : -1;
    }

    /** The pattern that ends at a node, -1 for none. */
    int tag(int node) {
        return masks.get(node) == SPLIT ? -1 : seconds.get(node);
    }

    private int node(int mask, int first, int second) {
        masks.add(mask);
        firsts.add(first);
        return seconds.add(second);
    }

    private int compile(String regex, int end) {
        pattern = regex;
        at = 0;
        Part whole = alternatives();
        if (at != pattern.length()) {
            throw new IllegalArgumentException("not a digit pattern: " + regex);
        }
        return whole.emit(end);
    }

    private boolean looking(char c) {
        return at < pattern.length() && pattern.charAt(at) == c;
    }

    private Part alternatives() {
        List<Part> choices = new ArrayList<>();
        choices.add(sequence());
        while (looking('|')) {
            at++;
            choices.add(sequence());
        }
        return end -> {
            int start = choices.get(0).emit(end);
            for (Part choice : choices.subList(1, choices.size())) {
                start = node(SPLIT, start, choice.emit(end));
            }
            return start;
        };
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        while (at < pattern.length() && !looking('|') && !looking(')')) {
            parts.add(repeated(atom()));
        }
        return end -> {
            int next = end;
            for (int i = parts.size() - 1; i >= 0; i--) {
                next = parts.get(i).emit(next);
            }
            return next;
        };
    }

    private Part atom() {
        char c = pattern.charAt(at++);
        if (c == '(') {
            if (pattern.startsWith("?:", at)) {
                at += 2;
            }
            Part group = alternatives();
            if (!looking(')')) {
                throw new IllegalArgumentException("open group: " + pattern);
            }
            at++;
            return group;
        }
        if (c == '$') {
            return end -> end;
        }
        int mask = c == '[' ? characterClass() : c == '\\' ? escape() : digit(c);
        return end -> node(mask, end, -1);
    }

    private int escape() {
        if (!looking('d')) {
            throw new IllegalArgumentException("unknown escape: " + pattern);
        }
        at++;
        return ALL;
    }

    private int characterClass() {
        int mask = 0;
        while (!looking(']')) {
            int from = Integer.numberOfTrailingZeros(digit(pattern.charAt(at++)));
            int to = from;
            if (looking('-')) {
                to = Integer.numberOfTrailingZeros(digit(pattern.charAt(at + 1)));
                at += 2;
            }
            for (int digit = from; digit <= to; digit++) {
                mask |= 1 << digit;
            }
        }
        at++;
        return mask;
    }

    private int digit(char c) {
        if (c < '0' || c > '9') {
            throw new IllegalArgumentException("not a digit pattern: " + pattern);
        }
        return 1 << c - '0';
    }

    private Part repeated(Part part) {
        if (looking('?')) {
            at++;
            return times(part, 0, 1);
        }
        if (!looking('{')) {
            return part;
        }
        int close = pattern.indexOf('}', at);
        String[] bounds = pattern.substring(at + 1, close).split(",", -1);
        at = close + 1;
        return times(part, Integer.parseInt(bounds[0]), Integer.parseInt(bounds[bounds.length - 1]));
    }

    private Part times(Part part, int least, int most) {
        return end -> {
            int next = end;
            for (int i = least; i < most; i++) {
                next = node(SPLIT, part.emit(next), end);
            }
            for (int i = 0; i < least; i++) {
                next = part.emit(next);
            }
            return next;
        };
    }

    /** A piece of a pattern: makes its nodes in front of those at {@code end} and returns where it starts. */
    private interface Part {
        int emit(int end);
    }

    private static final class IntList {
        private int[] values = new int[256];
        private int size;

        int add(int value) {
            if (size == values.length) {
                values = java.util.Arrays.copyOf(values, size * 2);
            }
            values[size] = value;
            return size++;
        }

        int get(int index) {
            return values[index];
        }

        void set(int index, int value) {
            values[index] = value;
        }
    }
}
