package org.zhenhao.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhenhao.problem.Language;

/**
 * The file that an iOS Call Directory extension reads: Int64 numbers, ascending and unique as CallKit wants them, each with a label, and
 * what to remove when it is an increment. Made to be read as a stream: rows have a fixed length.
 *
 * <p>{@code ZCD1}, u32 labels, u64 version, u64 since (0: the whole list), u32 to add, u32 to remove; labels (length in a byte,
 * UTF-8); rows to add: i64 number, u8 level (3 identify, 4 block), u8 label; rows to remove: i64 number. The lowest byte comes first.
 */
final class CallDirectory {
    private static final byte[] MAGIC = "ZCD1".getBytes(StandardCharsets.US_ASCII);

    private CallDirectory() {}

    /**
     * The file.
     *
     * @param change since an earlier version; null for the whole list
     */
    static byte[] write(CompactList list, long since, @Nullable Change change, Language language) throws IOException {
        Map<String, Integer> labels = new LinkedHashMap<>();
        List<Change.Entry> add = change == null ? whole(list) : change.put;
        List<Long> remove = change == null ? List.of() : change.taken;
        LittleEndian rows = new LittleEndian();
        int added = 0;
        for (Change.Entry entry : add) {
            if (Numbers.e164(entry.number())) {
                String label = Labels.of(Mark.category(entry.mark()), language);
                rows.u64(entry.number());
                rows.octet(Mark.level(entry.mark()));
                rows.octet(labels.computeIfAbsent(label, unseen -> labels.size()));
                added++;
            }
        }
        int removed = 0;
        for (long number : remove) {
            if (Numbers.e164(number)) {
                rows.u64(number);
                removed++;
            }
        }
        LittleEndian out = new LittleEndian();
        out.writeBytes(MAGIC);
        out.u32(labels.size());
        out.u64(list.head().version());
        out.u64(since);
        out.u32(added);
        out.u32(removed);
        labels.keySet().forEach(out::text);
        out.writeBytes(rows.toByteArray());
        return out.toByteArray();
    }

    private static List<Change.Entry> whole(CompactList list) {
        List<Change.Entry> entries = new ArrayList<>(list.size());
        for (CompactList.Cursor cursor = list.cursor(); cursor.next(); ) {
            entries.add(new Change.Entry(cursor.number, cursor.mark));
        }
        return entries;
    }
}
