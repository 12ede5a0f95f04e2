package org.zhenhao.reputation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Evidence;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/** What is known of numbers: finds it in the fastest tier that has it. Thread-safe; never blocks. */
public final class Reputation {
    private final NearItems near;
    private final Crowd crowd;
    private final Function<String, @Nullable Registration> registry;
    private final BooleanSupplier storeDown;
    private final Consumer<List<ChangedItem>> shared;

    /**
     * Puts the tiers together.
     *
     * @param near the cache in front of the other tiers
     * @param crowd finds many numbers at once
     * @param registry what the registry says of a number's key
     * @param storeDown whether the store is known to be down
     * @param shared tells the cache shared between replicas of changes
     */
    Reputation(
            NearItems near,
            Crowd crowd,
            Function<String, @Nullable Registration> registry,
            BooleanSupplier storeDown,
            Consumer<List<ChangedItem>> shared) {
        this.near = near;
        this.crowd = crowd;
        this.registry = registry;
        this.storeDown = storeDown;
        this.shared = shared;
    }

    /**
     * Finds what is known of a number.
     *
     * @return completed already if this replica knows; fails with {@link StoreUnavailableException}, possibly inside a
     *     {@link java.util.concurrent.CompletionException}, if no tier that can be asked knows
     */
    public CompletionStage<Found> find(ParsedNumber number) {
        Blocks blocks = Blocks.of(number.key(), number.kind());
        ItemKey tallyKey = ItemKey.tally(number.key(), blocks == null ? null : blocks.page());
        ItemKey pageKey = blocks == null ? null : ItemKey.page(blocks.page());
        NearEntry tally = near.fresh(tallyKey);
        NearEntry page = pageKey == null ? null : near.fresh(pageKey);
        if (tally != null && (pageKey == null || page != null)) {
            return CompletableFuture.completedFuture(found(number, tally, page, false, tier(tally, page)));
        }
        return near.get(pageKey == null ? List.of(tallyKey) : List.of(tallyKey, pageKey))
                .thenApply(answer -> found(
                        number,
                        answer.entries().get(0),
                        pageKey == null ? null : answer.entries().get(1),
                        answer.stale(),
                        answer.tier()));
    }

    /**
     * Finds what is known of some numbers, with one load for all that this replica does not know.
     *
     * @return one answer per number, in order; fails as {@link #find} does
     */
    public CompletionStage<List<Found>> findAll(List<ParsedNumber> numbers) {
        List<ItemKey> keys = new ArrayList<>(2 * numbers.size());
        boolean[] paged = new boolean[numbers.size()];
        for (int i = 0; i < paged.length; i++) {
            ParsedNumber number = numbers.get(i);
            Blocks blocks = Blocks.of(number.key(), number.kind());
            keys.add(ItemKey.tally(number.key(), blocks == null ? null : blocks.page()));
            if (blocks != null) {
                paged[i] = true;
                keys.add(ItemKey.page(blocks.page()));
            }
        }
        return near.get(keys).thenApply(answer -> {
            List<Found> found = new ArrayList<>(paged.length);
            int next = 0;
            for (int i = 0; i < paged.length; i++) {
                NearEntry tally = answer.entries().get(next++);
                NearEntry page = paged[i] ? answer.entries().get(next++) : null;
                found.add(found(numbers.get(i), tally, page, answer.stale(), answer.tier()));
            }
            return found;
        });
    }

    /**
     * Finds what is known of many numbers, most of which nobody reported.
     *
     * @param rest called from time to time by a thread that reads much of the store for it, to rest if others are in a hurry
     * @return one answer per number, in order, null where nothing is known: no report, no report in its blocks, no registration;
     *     fails as {@link #find} does
     */
    public CompletionStage<List<@Nullable Found>> findMany(List<ParsedNumber> numbers, Runnable rest) {
        if (storeDown.getAsBoolean()) {
            return each(numbers);
        }
        Many many = new Many(numbers);
        return many.load(rest)
                .handle((found, failure) -> failure == null ? many.found() : each(numbers))
                .thenCompose(stage -> stage);
    }

    /** As single lookups are answered: from what was known before, if need be. */
    private CompletionStage<List<@Nullable Found>> each(List<ParsedNumber> numbers) {
        return findAll(numbers).thenApply(ArrayList::new);
    }

    /** Many numbers that are looked for at once: the usual ones by their ids, the others one by one. */
    private final class Many {
        private final List<ParsedNumber> numbers;
        private final Crowd.Look look = crowd.look();
        private final long[] ids;
        private final Crowd.Items[] items;
        private final List<ParsedNumber> odd = new ArrayList<>();
        private @Nullable Loaded loaded;

        Many(List<ParsedNumber> numbers) {
            this.numbers = numbers;
            this.ids = new long[numbers.size()];
            this.items = new Crowd.Items[ids.length];
            for (int i = 0; i < ids.length; i++) {
                ParsedNumber number = numbers.get(i);
                ids[i] = Crowd.id(number.key());
                if (Crowd.known(ids[i])) {
                    items[i] = look.of(number.key(), number.kind(), ids[i]);
                } else {
                    odd.add(number);
                }
            }
        }

        CompletionStage<Void> load(Runnable rest) {
            return look.load(rest).thenAccept(all -> loaded = all);
        }

        CompletionStage<List<@Nullable Found>> found() {
            return odd.isEmpty()
                    ? CompletableFuture.completedFuture(all(List.of()))
                    : findAll(odd).thenApply(this::all);
        }

        private List<@Nullable Found> all(List<Found> others) {
            List<@Nullable Found> all = new ArrayList<>(ids.length);
            int next = 0;
            for (int i = 0; i < ids.length; i++) {
                all.add(Crowd.known(ids[i]) ? usual(i) : others.get(next++));
            }
            return all;
        }

        private @Nullable Found usual(int i) {
            ParsedNumber number = numbers.get(i);
            Crowd.Items known = items[i];
            if (known.missing() && loaded != null) {
                known = look.loaded(ids[i], known, loaded);
            }
            Tally tally = known.tally();
            BlockPage page = known.page();
            if (tally == null || page == null) {
                throw new IllegalStateException("it was not loaded");
            }
            Registration registration = registry.apply(number.key());
            if (registration == null && tally.isEmpty() && page.isEmpty()) {
                return null;
            }
            Evidence evidence = new Evidence(number, tally, page, standing(registration));
            return new Found(evidence, registration, false, Tier.NEAR);
        }
    }

    private static Tier tier(NearEntry tally, @Nullable NearEntry page) {
        return tally.certainlyAbsent() && (page == null || page.certainlyAbsent()) ? Tier.FILTER : Tier.NEAR;
    }

    private Found found(ParsedNumber number, NearEntry tally, @Nullable NearEntry page, boolean stale, Tier tier) {
        Registration registration = registry.apply(number.key());
        Evidence evidence = new Evidence(
                number, tally.tally(), page == null ? BlockPage.EMPTY : page.page(), standing(registration));
        return new Found(evidence, registration, stale || storeDown.getAsBoolean(), tier);
    }

    static Standing standing(@Nullable Registration registration) {
        if (registration == null) {
            return Standing.NONE;
        }
        return switch (registration.role()) {
            case OFFICIAL -> Standing.OFFICIAL;
            case BUSINESS -> Standing.BUSINESS;
            case AGENCY -> Standing.COLLECTOR;
        };
    }

    /**
     * Takes in what a transaction of this replica has changed: call it after the commit and before anybody is told of it,
     * and whoever was told finds it here.
     */
    public void published(List<ChangedItem> changes) {
        for (ChangedItem change : changes) {
            near.put(change.key(), change.item());
        }
        shared.accept(changes);
    }
}
