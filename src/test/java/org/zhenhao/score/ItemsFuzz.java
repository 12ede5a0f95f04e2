package org.zhenhao.score;

import java.util.Arrays;
import java.util.List;
import org.zhenhao.fuzz.FuzzTarget;

/** Stored and cached items; the first byte picks the kind. */
public final class ItemsFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return List.of(
                head(0, Tally.EMPTY.encode()),
                head(1, BlockPage.EMPTY.encode()),
                head(
                        2,
                        Dossier.empty(Policy.standard(), org.zhenhao.number.NumberKind.MOBILE)
                                .encode()),
                new byte[] {0, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33},
                new byte[] {1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18},
                new byte[] {2, 2, 1, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});
    }

    private static byte[] head(int kind, byte[] bytes) {
        byte[] input = new byte[bytes.length + 1];
        input[0] = (byte) kind;
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    @Override
    public void parse(byte[] input) throws Expected {
        byte[] bytes = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        try {
            switch (input.length == 0 ? 0 : Math.floorMod(input[0], 3)) {
                case 0 -> Tally.decode(bytes);
                case 1 -> BlockPage.decode(bytes);
                default -> Dossier.decode(Policy.standard(), bytes);
            }
        } catch (IllegalArgumentException refused) {
            throw new Expected(refused);
        }
    }
}
