package org.zhenhao.score;

import java.util.ArrayList;
import java.util.List;
import org.zhenhao.number.NumberKind;

/** Prints how many bytes the store keeps for one number, one reporter and one page, as they are encoded. */
public final class Sizes {
    private Sizes() {}

    public static void main(String[] arguments) {
        for (int opinions : new int[] {1, 5, 50, 500}) {
            List<Opinion> some = World.established(opinions, Category.FRAUD, World.START);
            Dossier dossier = Dossier.of(World.POLICY, NumberKind.MOBILE, false, some);
            System.out.printf(
                    "number with %d opinions: tally %d bytes (what a lookup reads), dossier %d bytes (what a write needs besides)%n",
                    opinions, dossier.tally().encode().length, dossier.encode().length);
        }
        BlockPage page = BlockPage.EMPTY;
        Member member = Dossier.of(
                        World.POLICY, NumberKind.MOBILE, false, World.established(5, Category.FRAUD, World.START))
                .tally()
                .member();
        for (int tail = 0; tail < 10_000; tail += 50) {
            page = page.with(tail, Member.NONE, member);
        }
        System.out.printf("page with 200 reported numbers: %d bytes%n", page.encode().length);
        List<ReporterRecord.Recent> recent = new ArrayList<>();
        for (int i = 0; i < ReporterRecord.MOST_RECENT; i++) {
            recent.add(new ReporterRecord.Recent("+861381234" + (1_000 + i), NumberKind.MOBILE, World.START + i));
        }
        ReporterRecord record = new ReporterRecord(World.START, 2.5, 0.5, 0.25, ReporterRecord.Quarantine.NONE, recent);
        System.out.printf("reporter with %d recent numbers: %d bytes%n", recent.size(), record.encode().length);
    }
}
