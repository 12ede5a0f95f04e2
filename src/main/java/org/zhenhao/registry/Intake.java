package org.zhenhao.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Takes one request's entries, keeps those that mean something, and remembers why the others do not. */
final class Intake {
    private static final int BATCH = 500;
    private static final int MOST_TOLD = 100;

    private final Book book;
    private final NumberParser parser;
    private final String who;
    private final Language language;
    private final List<Listing> waiting = new ArrayList<>();
    private final List<RefusedLine> refusedLines = new ArrayList<>();
    private int taken;
    private int added;
    private int refused;

    Intake(Book book, NumberParser parser, String who, Language language) {
        this.book = book;
        this.parser = parser;
        this.who = who;
        this.language = language;
    }

    /**
     * What became of the entries.
     *
     * @param added new ones
     * @param unchanged those that were there already
     * @param refused those that could not be read
     * @param refusedLines the first hundred of these
     */
    public record Outcome(int added, int unchanged, int refused, List<RefusedLine> refusedLines) {}

    /**
     * An entry that could not be read.
     *
     * @param line from 1
     * @param number what it gave as number, if anything
     */
    public record RefusedLine(int line, @Nullable String number, String code, String detail) {}

    void take(int line, @Nullable EntryLine entry) {
        if (entry == null) {
            refuse(line, null, ProblemException.of(ProblemCode.MALFORMED_JSON));
            return;
        }
        try {
            waiting.add(entry.listing(parser, who));
            taken++;
        } catch (ProblemException e) {
            refuse(line, entry.number(), e);
        }
        if (waiting.size() >= BATCH) {
            flush();
        }
    }

    void refuse(int line, @Nullable String number, ProblemException why) {
        refused++;
        if (refusedLines.size() < MOST_TOLD) {
            refusedLines.add(new RefusedLine(line, number, why.code().wire(), why.detail(language)));
        }
    }

    Outcome finish() {
        flush();
        return new Outcome(added, taken - added, refused, List.copyOf(refusedLines));
    }

    private void flush() {
        added += book.add(List.copyOf(waiting), who);
        waiting.clear();
    }
}
