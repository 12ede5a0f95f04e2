package org.zhenhao.reputation;

import java.util.ArrayList;
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

    Crowd(NearItems near, ItemSource source, PackedItems packed, @Nullable NumberFilter filter) {
        this.near = near;
        this.source = source;
        this.packed = packed;
        this.filter = filter;
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

        /** Loads what was not in memory; afterwards {@link #loaded} knows it. */
        CompletionStage<Loaded> load() {
            if (missing.isEmpty()) {
                return CompletableFuture.completedFuture(new Loaded(List.of(), Tier.NEAR));
            }
            int[] stamps = packed.stamps();
            List<CompletableFuture<Loaded>> loads = new ArrayList<>();
            for (int from = 0; from < missing.size(); from += AT_ONCE) {
                int to = Math.min(missing.size(), from + AT_ONCE);
                loads.add(source.load(missing.subList(from, to)).toCompletableFuture());
            }
            return CompletableFuture.allOf(loads.toArray(CompletableFuture<?>[]::new))
                    .thenApply(done -> {
                        List<Item> items = new ArrayList<>(missing.size());
                        loads.forEach(load -> items.addAll(load.join().items()));
                        int until = near.second() + near.followedSeconds();
                        places.forEach((member, place) ->
                                packed.put(member, items.get(place).bytes(), stamps, until));
                        return new Loaded(items, Tier.STORE);
                    });
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
