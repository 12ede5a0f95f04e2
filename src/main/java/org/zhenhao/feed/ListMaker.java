package org.zhenhao.feed;

import java.io.IOException;
import org.zhenhao.number.NumberParser;
import org.zhenhao.snapshot.PublishingKey;

/**
 * Makes a device's list out of everything: of a region and a level, the worst so many numbers, or as many of the worst as fit
 * into a number of bytes.
 *
 * <p>Names of senders and rules of blocks come along whole; where they would take more than half of the bytes, they are left
 * out whole. Not thread-safe.
 */
final class ListMaker {
    /** Walking ten million numbers takes a second or two. */
    private static final int TRIES = 8;

    private static final double FULL = 0.97;
    private static final double AIM = 0.99;

    private final ListHead head;
    private final ListSpec spec;
    private final Selection selection;
    private final PublishingKey key;

    private ListMaker(CompactList all, ListSpec spec, NumberParser parser, PublishingKey key) {
        this.head = new ListHead(
                all.head().version(), all.head().createdAt(), all.head().nextUpdate(), spec.region(), spec.minLevel());
        this.spec = spec;
        this.selection = new Selection(all, spec, parser, false);
        this.key = key;
    }

    /** The bytes of the part of a list that was asked for. */
    static byte[] make(CompactList all, ListSpec spec, NumberParser parser, PublishingKey key) throws IOException {
        ListMaker maker = new ListMaker(all, spec, parser, key);
        if (spec.top() == 0 && spec.maxBytes() == 0) {
            return maker.write();
        }
        long most = spec.top() == 0 ? Long.MAX_VALUE : spec.top();
        long wanted = Math.min(most, maker.selection.limit(most));
        byte[] list = maker.write();
        return spec.maxBytes() == 0 || list.length <= spec.maxBytes() ? list : maker.fitting(wanted, list.length);
    }

    private byte[] write() throws IOException {
        return ListWriter.write(head, selection, key);
    }

    private byte[] write(long most) throws IOException {
        selection.limit(most);
        return write();
    }

    /** As many of the wanted numbers as fit, found by drawing a line between what fits and what does not. */
    private byte[] fitting(long wanted, int size) throws IOException {
        int budget = spec.maxBytes();
        byte[] best = write(0);
        long tooMany = wanted;
        double over = size;
        if (best.length > budget / 2) {
            selection.numbersOnly();
            byte[] list = write(wanted);
            if (list.length <= budget) {
                return list;
            }
            over = list.length;
            best = write(0);
        }
        long fits = 0;
        for (int i = 0; i < TRIES && tooMany - fits > 1 && best.length < FULL * budget; i++) {
            double share = (AIM * budget - best.length) / (over - best.length);
            long guess = Math.min(tooMany - 1, fits + Math.max(1, (long) (share * (tooMany - fits))));
            byte[] list = write(guess);
            if (list.length <= budget) {
                fits = guess;
                best = list;
            } else {
                tooMany = guess;
                over = list.length;
            }
        }
        return best;
    }
}
