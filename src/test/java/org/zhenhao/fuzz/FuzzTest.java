package org.zhenhao.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser of foreign bytes refuses damaged input in its own words, and soon. {@code -Dzhenhao.fuzz-millis} says for how long
 * each is tried; {@code loadtest/fuzz.sh} searches with Jazzer.
 */
class FuzzTest {
    private static final long MILLIS = Long.getLong("zhenhao.fuzz-millis", 1_500);
    private static final long SEED = Long.getLong("zhenhao.fuzz-seed", 20261122);
    private static final long LONGEST_MILLIS = 5_000;

    static Stream<String> targets() {
        return FuzzTargets.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void parser_damagedInput_refusesInItsOwnWordsAndSoon(String name) throws Exception {
        FuzzTarget target = FuzzTargets.make(name);
        List<byte[]> seeds = target.seeds();
        assertThat(seeds).isNotEmpty();
        int taken = 0;
        for (byte[] seed : seeds) {
            taken += attempt(target, seed) ? 1 : 0;
        }
        // A target whose samples are refused would try nothing but its first check.
        assertThat(taken).as("samples that are taken").isPositive();
        attempt(target, new byte[0]);
        Mutations mutations = new Mutations(seeds, SEED);
        long end = System.nanoTime() + MILLIS * 1_000_000;
        long tried = 0;
        while (System.nanoTime() < end) {
            taken += attempt(target, mutations.next()) ? 1 : 0;
            tried++;
        }
        System.out.printf("fuzz %s: %,d inputs, %,d taken%n", name, tried, taken);
    }

    private static boolean attempt(FuzzTarget target, byte[] input) {
        long begun = System.nanoTime();
        boolean taken = true;
        try {
            target.parse(input);
        } catch (FuzzTarget.Expected refusal) {
            taken = false;
        } catch (Throwable finding) {
            throw new AssertionError("input " + shown(input), finding);
        }
        long millis = (System.nanoTime() - begun) / 1_000_000;
        assertThat(millis).as(() -> "milliseconds for " + shown(input)).isLessThan(LONGEST_MILLIS);
        return taken;
    }

    private static String shown(byte[] input) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(input, Math.min(input.length, 3_000)));
    }
}
