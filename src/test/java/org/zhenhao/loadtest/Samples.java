package org.zhenhao.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Numbers to ask for: {@code known.txt} have reports; {@code never.txt} have none and belong to ordinary callers in China;
 * of these, {@code alone.txt} have no reported number in their block either, and {@code neighbours.txt} do. Shuffled.
 */
final class Samples {
    private static final long MOST = 500_000;
    private static final int SEED = 4;

    private final long every;
    private final List<String> known = new ArrayList<>();
    private final List<String> never = new ArrayList<>();
    private final List<String> alone = new ArrayList<>();
    private final List<String> neighbours = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long seen;

    Samples(long numbers) {
        this.every = Math.max(1, numbers / MOST);
    }

    /** Takes note of a number with reports. */
    void reported(String number) {
        if (seen++ % every == 0) {
            known.add(number);
        }
    }

    /** Picks one number nobody reported from an ordinary block. */
    void page(PagePlan.Page page, BitSet tails) {
        if (!page.ordinary()) {
            return;
        }
        int tail = random.nextInt(10_000);
        while (tails.get(tail)) {
            tail = random.nextInt(10_000);
        }
        String number = page.number(tail);
        never.add(number);
        (page.reported() == 0 ? alone : neighbours).add(number);
    }

    /** Writes the files. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("known.txt"), known);
        write(directory.resolve("never.txt"), never);
        write(directory.resolve("alone.txt"), alone);
        write(directory.resolve("neighbours.txt"), neighbours);
    }

    private static void write(Path file, List<String> numbers) throws IOException {
        Collections.shuffle(numbers, new Random(SEED));
        Files.write(file, numbers);
    }
}
