package org.zhenhao.trust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.Blocks;
import org.zhenhao.number.NumberKind;
import org.zhenhao.score.BlockPage;
import org.zhenhao.score.Dossier;
import org.zhenhao.score.Member;
import org.zhenhao.score.Opinion;
import org.zhenhao.score.Policy;
import org.zhenhao.score.ReporterRecord;
import org.zhenhao.score.Standing;
import org.zhenhao.score.Tally;

/** Keeps everything in memory: for simulations and for recomputation. Not thread-safe. */
public final class MemoryShelf implements Shelf<RuntimeException> {
    private final Policy policy;
    private final Function<String, Standing> registry;
    private final Map<String, File> files = new HashMap<>();
    private final Map<String, BlockPage> pages = new HashMap<>();
    private final Map<Long, ReporterRecord> reporters = new HashMap<>();
    private final PriorityQueue<Hearing> hearings = new PriorityQueue<>();
    private final Map<Long, Integer> quarantined = new HashMap<>();

    /** @param registry what the registry says of a number */
    public MemoryShelf(Policy policy, Function<String, Standing> registry) {
        this.policy = policy;
        this.registry = registry;
    }

    /** A number's opinions, all that were ever put, and what follows from them. */
    private static final class File {
        private final List<Opinion> opinions = new ArrayList<>(2);
        private Dossier dossier;
        private Member member = Member.NONE;

        private File(Dossier dossier) {
            this.dossier = dossier;
        }
    }

    private File file(String number, NumberKind kind) {
        return files.computeIfAbsent(number, key -> new File(make(key, kind, List.of())));
    }

    private Dossier make(String number, NumberKind kind, List<Opinion> opinions) {
        return Dossier.of(policy, kind, standing(number) == Standing.OFFICIAL, opinions);
    }

    @Override
    public Dossier dossier(String number, NumberKind kind) {
        File file = files.get(number);
        return file == null ? make(number, kind, List.of()) : file.dossier;
    }

    @Override
    public boolean overruled(String number, long reporter) {
        File file = files.get(number);
        return file != null
                && file.opinions.stream()
                        .anyMatch(opinion ->
                                opinion.reporter() == reporter && opinion.state() == Opinion.State.OVERRULED);
    }

    @Override
    public BlockPage page(String number, NumberKind kind) {
        Blocks blocks = Blocks.of(number, kind);
        return blocks == null ? BlockPage.EMPTY : pages.getOrDefault(blocks.page(), BlockPage.EMPTY);
    }

    @Override
    public Standing standing(String number) {
        return registry.apply(number);
    }

    @Override
    public void put(String number, NumberKind kind, Opinion opinion) {
        File file = file(number, kind);
        file.opinions.add(opinion);
        boolean beyond = file.dossier.folded() && file.dossier.find(opinion.reporter()) == null;
        if (beyond || !file.dossier.put(opinion)) {
            file.dossier = make(number, kind, file.opinions);
        }
        settle(number, kind, file);
    }

    private void settle(String number, NumberKind kind, File file) {
        Member member = file.dossier.tally().member();
        Blocks blocks = Blocks.of(number, kind);
        if (blocks != null && !member.equals(file.member)) {
            BlockPage page = pages.getOrDefault(blocks.page(), BlockPage.EMPTY);
            pages.put(blocks.page(), page.with(blocks.tail(), file.member, member));
        }
        file.member = member;
    }

    @Override
    public boolean restate(ReporterRecord.Recent number, long reporter, Opinion.State from, Opinion.State to) {
        File file = files.get(number.number());
        if (file == null) {
            return false;
        }
        Opinion newest = null;
        for (Opinion opinion : file.opinions) {
            if (opinion.reporter() == reporter && (newest == null || opinion.compareTo(newest) > 0)) {
                newest = opinion;
            }
        }
        if (newest == null || newest.state() != from) {
            return false;
        }
        Opinion restated = newest.in(to);
        Collections.replaceAll(file.opinions, newest, restated);
        if (file.dossier.find(reporter) == null || !file.dossier.put(restated)) {
            file.dossier = make(number.number(), number.kind(), file.opinions);
        }
        settle(number.number(), number.kind(), file);
        return true;
    }

    @Override
    public ReporterRecord reporter(long reporter) {
        return reporters.getOrDefault(reporter, ReporterRecord.UNKNOWN);
    }

    @Override
    public int reporters(int most) {
        return Math.min(most, reporters.size());
    }

    @Override
    public void keep(long reporter, ReporterRecord record) {
        reporters.put(reporter, record);
    }

    @Override
    public void schedule(Hearing hearing) {
        hearings.add(hearing);
    }

    @Override
    public @Nullable Hearing next(long clock) {
        Hearing first = hearings.peek();
        return first == null || first.due() > clock ? null : hearings.poll();
    }

    @Override
    public void quarantined(long reporter, long at, int takenBack) {
        quarantined.merge(reporter, takenBack, Integer::sum);
    }

    /** The tally of a number. */
    public Tally tally(String number) {
        File file = files.get(number);
        return file == null ? Tally.EMPTY : file.dossier.tally();
    }

    /** Every opinion ever put on a number, as it is now. */
    public List<Opinion> opinions(String number) {
        File file = files.get(number);
        return file == null ? List.of() : Collections.unmodifiableList(file.opinions);
    }

    /** Keys of all reported numbers. */
    public Iterable<String> numbers() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** Every reporter the model quarantined, with how many of his opinions were taken back. */
    public Map<Long, Integer> quarantined() {
        return Collections.unmodifiableMap(quarantined);
    }
}
