package org.zhenhao.feed;

import org.zhenhao.problem.Language;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;

/** Lists as text. Stateless. */
final class PlainLists {
    private PlainLists() {}

    /** A number a line, E.164 only. */
    static String numbers(CompactList list) {
        StringBuilder text = new StringBuilder(list.size() * 15);
        for (CompactList.Cursor cursor = list.cursor(); cursor.next(); ) {
            if (Numbers.e164(cursor.number)) {
                text.append('+').append(cursor.number).append('\n');
            }
        }
        return text.toString();
    }

    /** CSV with a header; no cell begins with a character that a spreadsheet would run, and none needs quotes. */
    static String android(CompactList list, Language language) {
        StringBuilder text = new StringBuilder("pattern,level,score,category,label\n");
        for (CompactList.Cursor cursor = list.cursor(); cursor.next(); ) {
            if (Numbers.e164(cursor.number)) {
                Category category = Mark.category(cursor.mark);
                text.append(cursor.number)
                        .append(',')
                        .append(Level.ofCode(Mark.level(cursor.mark)).wire())
                        .append(',')
                        .append(Mark.score(cursor.mark))
                        .append(',')
                        .append(category == null ? "" : category.wire())
                        .append(',')
                        .append(Labels.of(category, language))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
