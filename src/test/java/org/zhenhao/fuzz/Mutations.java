package org.zhenhao.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages inputs: bits, bytes, lengths, pieces moved, doubled, cut, and joined with those of another input. */
final class Mutations {
    private static final int LONGEST = 1 << 16;
    private static final byte[] TELLING = {
        0, 1, -1, 127, -128, '\n', '\r', '"', ',', '{', '[', '%', '+', ';', ':', '<', '&'
    };

    private final List<byte[]> seeds;
    private final Random random;

    Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    byte[] next() {
        byte[] input = any().clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            input = once(input);
        }
        return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] once(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int to = Math.min(input.length, at + 1 + random.nextInt(16));
        switch (random.nextInt(8)) {
            case 0 -> {
                return set(input, at, (byte) (at < input.length ? input[at] ^ 1 << random.nextInt(8) : 0));
            }
            case 1 -> {
                return set(input, at, TELLING[random.nextInt(TELLING.length)]);
            }
            case 2 -> {
                return joined(input, 0, at, input, to, input.length);
            }
            case 3 -> {
                return joined(input, 0, to, input, at, input.length);
            }
            case 4 -> {
                byte[] noise = new byte[1 + random.nextInt(8)];
                random.nextBytes(noise);
                return joined(
                        joined(input, 0, at, noise, 0, noise.length), 0, at + noise.length, input, at, input.length);
            }
            case 5 -> {
                byte[] other = any();
                int from = random.nextInt(other.length + 1);
                return joined(input, 0, at, other, from, other.length);
            }
            case 6 -> {
                return Arrays.copyOf(input, at);
            }
            default -> {
                byte[] changed = input.clone();
                // Counts and lengths in binary formats.
                for (int i = at; i < Math.min(input.length, at + 4); i++) {
                    changed[i] = random.nextBoolean() ? (byte) 0xff : 0;
                }
                return changed;
            }
        }
    }

    private static byte[] set(byte[] input, int at, byte value) {
        byte[] changed = at < input.length ? input.clone() : Arrays.copyOf(input, at + 1);
        changed[at] = value;
        return changed;
    }

    private static byte[] joined(byte[] head, int from, int to, byte[] tail, int tailFrom, int tailTo) {
        byte[] joined = Arrays.copyOf(Arrays.copyOfRange(head, from, to), to - from + tailTo - tailFrom);
        System.arraycopy(tail, tailFrom, joined, to - from, tailTo - tailFrom);
        return joined;
    }
}
