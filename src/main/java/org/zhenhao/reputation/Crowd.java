package org.zhenhao.reputation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Tally;

/**
 * Finds what is known of many numbers of which most were never reported: by their ids alone, without a key made for each, as far as
 * the filter and the packed items know; the rest is loaded together. Thread-safe; never blocks.
 *
 * <p>Packed items are believed as long as the filter is: while the change log, which tells of every change, is being read.
 *
 * <p>Only keys whose last four digits always make a block are found this way: those of ten digits and more. A page's id then is
 * that of its first number, and no page of another length has the same.
 */
final class Crowd {
    private static final long NONE = Long.MIN_VALUE;
    private static final int LEAST_DIGITS = 10;
    private static final int MOST_DIGITS = 17;
    private static final long PAGE = 10_000;
    /** Items of one load: few enough for what else asks the same source not to notice. */
    private static final int AT_ONCE = 256;

    private final NearItems near;
    private final ItemSource source;
    private final PackedItems packed;
    private final @Nullable NumberFilter filter;
    private final @Nullable BulkRead bulk;

    /**
     * Puts it together.
     *
     * @param filter knows what the store does not have; null if nobody does, and nothing is packed then
     * @param bulk reads the whole store for the packed items, null if that is not wanted
     */
    Crowd(
            NearItems near,
            ItemSource source,
            PackedItems packed,
            @Nullable NumberFilter filter,
            @Nullable BulkRead bulk) {
        this.near = near;
        this.source = source;
        this.packed = packed;
        this.filter = filter;
        this.bulk = bulk;
    }

    /** The id of a number that is found by it, else {@link #NONE}. */
    static long id(String key) {
        int from = key.charAt(0) == '+' ? 1 : key.startsWith("CN-") ? 3 : 0;
        int digits = key.length() - from;
        if (from == 0 || digits < LEAST_DIGITS || digits > MOST_DIGITS) {
            return NONE;
        }
        for (int i = from; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return NONE;
            }
        }
        long id = KeyIds.of(key);
        return id < 0 ? NONE : id;
    }

    static boolean known(long id) {
        return id != NONE;
    }

    /** Begins to look for some numbers; not thread-safe. */
    Look look() {
        return new Look();
    }

    /** What is known of one of the numbers; both null where that is not in memory. */
    record Items(@Nullable Tally tally, @Nullable BlockPage page) {
        static final Items NOTHING = new Items(Tally.EMPTY, BlockPage.EMPTY);

        boolean missing() {
            return tally == null || page == null;
        }
    }

    /** One look at many numbers. */
    final class Look {
        private final int now = near.second();
        private final boolean filtered = filter != null && filter.answers();
        private final List<ItemKey> missing = new ArrayList<>();
        private final Map<Long, Integer> places = new HashMap<>();

        /** What is in memory of a number; remembers what is not. */
        Items of(String key, NumberKind kind, long id) {
            long page = Blocks.have(kind) ? NumberFilter.member(ItemKey.Type.PAGE, id - id % PAGE) : NONE;
            boolean tallied = !filtered || filter == null || filter.mayHold(id);
            boolean paged = page != NONE && (!filtered || filter == null || filter.mayHold(page));
            if (!tallied && !paged) {
                return Items.NOTHING;
            }
            byte[] tally = tallied && filtered ? packed.get(id, now) : null;
            byte[] tens = paged && filtered ? packed.get(page, now) : null;
            Tally known = !tallied ? Tally.EMPTY : tally == null ? null : Item.tally(tally);
            BlockPage around = !paged ? BlockPage.EMPTY : tens == null ? null : Item.page(tens);
            return known != null && around != null
                    ? new Items(known, around)
                    : near(key, kind, id, page, known, around);
        }

        private Items near(
                String key, NumberKind kind, long id, long page, @Nullable Tally known, @Nullable BlockPage around) {
            Blocks blocks = Blocks.of(key, kind);
            String pageKey = blocks == null ? null : blocks.page();
            Tally tally = known;
            if (tally == null) {
                ItemKey item = ItemKey.tally(key, pageKey);
                NearEntry entry = near.fresh(item);
                tally = entry == null ? null : entry.tally();
                if (entry == null) {
                    miss(id, item);
                }
            }
            BlockPage tens = around;
            if (tens == null && pageKey != null) {
                ItemKey item = ItemKey.page(pageKey);
                NearEntry entry = near.fresh(item);
                tens = entry == null ? null : entry.page();
                if (entry == null) {
                    miss(page, item);
                }
            }
            return new Items(tally, tens);
        }

        private void miss(long member, ItemKey item) {
            if (places.putIfAbsent(member, missing.size()) == null) {
                missing.add(item);
            }
        }

        /**
         * Loads what was not in memory; afterwards {@link #loaded} knows it.
         *
         * @param rest called from time to time by a thread that reads much for it, to rest if others are in a hurry
         */
        CompletionStage<Loaded> load(Runnable rest) {
            if (missing.isEmpty()) {
                return CompletableFuture.completedFuture(new Loaded(List.of(), Tier.NEAR));
            }
            CompletionStage<?> reading = bulk == null || !filtered ? null : bulk.missed(missing.size(), rest);
            return reading == null
                    ? loadRest(new Item[missing.size()])
                    : reading.thenCompose(read -> loadRest(packed()));
        }

        /** What has been packed meanwhile of what was missing; null for the others. */
        private @Nullable Item[] packed() {
            @Nullable Item[] items = new Item[missing.size()];
            places.forEach((member, place) -> {
                byte[] bytes = packed.get(member, now);
                items[place] = bytes == null ? null : new Item(0, bytes);
            });
            return items;
        }

        private CompletionStage<Loaded> loadRest(@Nullable Item[] items) {
            List<ItemKey> rest = new ArrayList<>();
            for (int i = 0; i < items.length; i++) {
                if (items[i] == null) {
                    rest.add(missing.get(i));
                }
            }
            int[] stamps = packed.stamps();
            List<CompletableFuture<Loaded>> loads = new ArrayList<>();
            for (int from = 0; from < rest.size(); from += AT_ONCE) {
                int to = Math.min(rest.size(), from + AT_ONCE);
                loads.add(source.load(rest.subList(from, to)).toCompletableFuture());
            }
            return CompletableFuture.allOf(loads.toArray(CompletableFuture<?>[]::new))
                    .thenApply(done -> complete(items, loads, stamps));
        }

        private Loaded complete(@Nullable Item[] items, List<CompletableFuture<Loaded>> loads, int[] stamps) {
            List<Item> loaded = new ArrayList<>();
            loads.forEach(load -> loaded.addAll(load.join().items()));
            List<Item> all = new ArrayList<>(items.length);
            BitSet fresh = new BitSet(items.length);
            int next = 0;
            for (Item item : items) {
                if (item == null) {
                    fresh.set(all.size());
                    all.add(loaded.get(next++));
                } else {
                    all.add(item);
                }
            }
            int until = near.second() + near.followedSeconds();
            places.forEach((member, place) -> {
                if (fresh.get(place)) {
                    packed.put(member, all.get(place).bytes(), stamps, until);
                }
            });
            return new Loaded(all, Tier.STORE);
        }

        /** What is known of a number, as loaded. */
        Items loaded(long id, Items before, Loaded loaded) {
            Tally tally = before.tally;
            if (tally == null) {
                tally = Item.tally(loaded.items().get(place(id)).bytes());
            }
            BlockPage page = before.page;
            if (page == null) {
                long member = NumberFilter.member(ItemKey.Type.PAGE, id - id % PAGE);
                page = Item.page(loaded.items().get(place(member)).bytes());
            }
            return new Items(tally, page);
        }

        private int place(long member) {
            Integer place = places.get(member);
            if (place == null) {
                throw new IllegalStateException("it was not asked for");
            }
            return place;
        }
    }
}
