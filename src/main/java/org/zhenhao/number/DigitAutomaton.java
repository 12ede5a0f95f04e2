package org.zhenhao.number;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many patterns over digits, matched at once by one deterministic automaton that is built while it is used.
 *
 * <p>Patterns are those of libphonenumber's metadata: digits, classes, groups, alternatives, {@code ?} and counted
 * repetition. States are made by the subset construction when first reached. They are immutable except for their
 * successor tables, which threads fill in without a lock: a lost write is only computed again, and a state seen through a
 * race is complete because its fields are final.
 */
final class DigitAutomaton {
    /** Past this many states nothing more is built and the caller must match in another way. */
    private static final int MOST_STATES = 20_000;

    private final DigitPatterns patterns;
    private final Map<Subset, State> states = new HashMap<>();
    private final State start;

    DigitAutomaton(DigitPatterns patterns) {
        this.patterns = patterns;
        BitSet closure = new BitSet();
        for (int node : patterns.starts()) {
            patterns.close(node, closure);
        }
        this.start = new State(closure.stream().toArray());
        states.put(new Subset(start.nodes), start);
    }

    /** The state after reading the digits from {@code from} to the end, or null if the automaton is full. */
    @Nullable
    State run(String digits, int from) {
        State state = start;
        for (int i = from; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            State next = state.next[digit];
            if (next == null) {
                next = step(state, digit);
                if (next == null) {
                    return null;
                }
                state.next[digit] = next;
            }
            state = next;
        }
        return state;
    }

    /** The patterns that match all digits read to get to a state. */
    BitSet accepted(State state) {
        BitSet tags = new BitSet();
        for (int node : state.nodes) {
            int tag = patterns.tag(node);
            if (tag >= 0) {
                tags.set(tag);
            }
        }
        return tags;
    }

    private synchronized @Nullable State step(State state, int digit) {
        BitSet closure = new BitSet();
        for (int node : state.nodes) {
            int target = patterns.target(node, digit);
            if (target >= 0) {
                patterns.close(target, closure);
            }
        }
        Subset subset = new Subset(closure.stream().toArray());
        State known = states.get(subset);
        if (known == null && states.size() < MOST_STATES) {
            known = new State(subset.nodes);
            states.put(subset, known);
        }
        return known;
    }

    /** A set of pattern positions and, for its user, what reaching it with so many digits means. */
    static final class State {
        private static final int MOST_DIGITS = 17;
        private final int[] nodes;
        private final @Nullable State[] next = new State[10];
        private final @Nullable Object[] meaning = new Object[MOST_DIGITS + 1];

        private State(int[] nodes) {
            this.nodes = nodes;
        }

        /** What was stored for a length, which must be an immutable object, or null. */
        @Nullable
        Object meaning(int length) {
            return meaning[length];
        }

        void remember(int length, Object immutable) {
            meaning[length] = immutable;
        }
    }

    private record Subset(int[] nodes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Subset subset && Arrays.equals(nodes, subset.nodes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(nodes);
        }
    }
}
