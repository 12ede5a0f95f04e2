package org.zhenhao.number;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Places of the 700,000 ranges of Chinese mobile numbers, each found when it is first asked for and kept for good, all of them once many were: two bytes a
 * range, since there are but some hundred places. Thread-safe.
 */
final class RangePlaces {
    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(short[].class);
    private static final int FIRST = 1_300_000;
    private static final int RANGES = 700_000;
    private static final int FROM = 3;
    private static final int DIGITS = 7;
    private static final int LENGTH = 14;
    private static final short NOT_ASKED = 0;
    private static final short NONE = 1;
    private static final int MANY = 2_000;

    /** For each range one of the above, or the index of its label. */
    private final short[] places = new short[RANGES];

    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Label, Short> indexes = new HashMap<>();
    private final Function<String, @Nullable Label> finder;
    private volatile Label[] labels = new Label[0];

    /**
     * Makes an empty table.
     *
     * @param finder the place of a number in E.164, any number of a range for all
     */
    RangePlaces(Function<String, @Nullable Label> finder) {
        this.finder = finder;
    }

    /** The range of a number, or -1 if it is no Chinese mobile number. */
    static int range(String key) {
        if (key.length() != LENGTH || !key.startsWith("+861")) {
            return -1;
        }
        int range = 0;
        for (int i = FROM; i < FROM + DIGITS; i++) {
            range = range * 10 + key.charAt(i) - '0';
        }
        return range >= FIRST && range < FIRST + RANGES ? range - FIRST : -1;
    }

    /** The place of a range, of which a number is given. */
    @Nullable
    Label of(int range, String key) {
        short index = (short) PLACES.getAcquire(places, range);
        if (index > NONE) {
            return labels[index - NONE - 1];
        }
        if (index == NONE) {
            return null;
        }
        if (asked.incrementAndGet() == MANY) {
            Thread rest = new Thread(this::findRest, "places of mobile ranges");
            rest.setDaemon(true);
            rest.start();
        }
        return find(range, key);
    }

    private @Nullable Label find(int range, String key) {
        Label found = finder.apply(key);
        PLACES.setRelease(places, range, found == null ? NONE : index(found));
        return found;
    }

    /** Finds what nobody asked for yet: where many are asked for, nobody is to wait for the rest, a second's work in all. */
    private void findRest() {
        for (int range = 0; range < RANGES; range++) {
            if ((short) PLACES.getAcquire(places, range) == NOT_ASKED) {
                find(range, "+86" + (FIRST + range) + "0000");
            }
        }
    }

    private synchronized short index(Label label) {
        Short known = indexes.get(label);
        if (known != null) {
            return known;
        }
        if (labels.length > Short.MAX_VALUE - 2) {
            return NOT_ASKED;
        }
        Label[] more = Arrays.copyOf(labels, labels.length + 1);
        more[labels.length] = label;
        labels = more;
        short index = (short) (more.length + NONE);
        indexes.put(label, index);
        return index;
    }
}
