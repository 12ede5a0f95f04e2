package org.zhenhao.fuzz;

import java.util.List;

/** All targets there are. */
final class FuzzTargets {
    static final List<String> NAMES = List.of(
            "number.NumberFuzz",
            "number.UriFuzz",
            "rows.RowsFuzz",
            "screening.SheetFuzz",
            "imports.ReportLinesFuzz",
            "imports.FtcLinesFuzz",
            "report.ReportJsonFuzz",
            "registry.BundleFuzz",
            "registry.EntryCsvFuzz",
            "snapshot.SnapshotFuzz",
            "feed.CompactListFuzz",
            "message.MessageFuzz",
            "evidence.EvidenceFuzz",
            "score.ItemsFuzz",
            "reputation.RedisFormatFuzz");

    private FuzzTargets() {}

    static FuzzTarget make(String name) {
        try {
            return (FuzzTarget)
                    Class.forName("org.zhenhao." + name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no such target: " + name + ", there are " + NAMES, e);
        }
    }
}
