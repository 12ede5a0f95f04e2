package org.zhenhao.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberParser;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.secret.Pseudonyms;

/** Takes one request's entries, keeps those that mean something, and remembers why the others do not. */
final class Intake {
    private static final int BATCH = 500;
    private static final int MOST_TOLD = 100;

    private final BiFunction<List<Listing>, Source, Book.Added> shelf;
    private final NumberParser parser;
    private final Pseudonyms pseudonyms;
    private final Editor editor;
    private final Language language;
    private final List<Listing> waiting = new ArrayList<>();
    private final List<RefusedLine> refusedLines = new ArrayList<>();
    private int taken;
    private int added;
    private int pending;
    private int refused;

    /**
     * Takes entries for an editor.
     *
     * @param shelf where a batch of listings is entered
     * @param language of what is told about refused lines
     */
    Intake(
            BiFunction<List<Listing>, Source, Book.Added> shelf,
            NumberParser parser,
            Pseudonyms pseudonyms,
            Editor editor,
            Language language) {
        this.shelf = shelf;
        this.parser = parser;
        this.pseudonyms = pseudonyms;
        this.editor = editor;
        this.language = language;
    }

    /**
     * What became of the entries.
     *
     * @param added new ones
     * @param pending those of the new ones that wait for a second person
     * @param unchanged those that were there already
     * @param refused those that could not be read
     * @param refusedLines the first hundred of these
     */
    public record Outcome(int added, int unchanged, int pending, int refused, List<RefusedLine> refusedLines) {}

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
            Listing listing = entry.listing(parser, pseudonyms, editor.who());
            editor.requireOwn(listing);
            waiting.add(listing);
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
        return new Outcome(added, taken - added, pending, refused, List.copyOf(refusedLines));
    }

    private void flush() {
        Book.Added done = shelf.apply(List.copyOf(waiting), editor.source());
        added += done.entries();
        pending += done.pending();
        waiting.clear();
    }
}
