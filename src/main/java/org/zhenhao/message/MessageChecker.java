package org.zhenhao.message;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.zhenhao.lookup.Verdicts;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;

/** Checks a text and its sender. Nothing of the text is kept, logged or sent anywhere. Thread-safe; never blocks. */
@Singleton
public final class MessageChecker {
    /** Most characters of a text: some thirty concatenated short messages. */
    public static final int LONGEST = 2_000;

    private final Verdicts verdicts;
    private final NumberParser parser;
    private final InstitutionNames institutions;

    @Inject
    MessageChecker(Verdicts verdicts, NumberParser parser, InstitutionNames institutions) {
        this.verdicts = verdicts;
        this.parser = parser;
        this.institutions = institutions;
    }

    /**
     * Checks a message; fails as {@link Verdicts#of} does.
     *
     * @param sender the sender as presented
     * @param region ISO 3166 code of the receiver's country, null for CN
     * @param text what was written, null if it is not told
     * @throws ProblemException if no network presents such a sender, or the text is too long
     */
    public CompletionStage<CheckedMessage> check(String sender, @Nullable String region, @Nullable String text) {
        if (text != null && text.length() > LONGEST) {
            throw ProblemException.of(
                    ProblemCode.TOO_LARGE, "短信内容最多 %d 个字符", "The text has at most %d characters", LONGEST);
        }
        String read = text == null ? "" : text;
        List<ParsedNumber> numbers = new ArrayList<>();
        numbers.add(verdicts.parse(new Verdicts.Inquiry(sender, region, "sms", null, null)));
        numbers.addAll(Callbacks.of(read, parser));
        return verdicts.ofAll(numbers).thenApply(all -> {
            String signature = Signature.of(read);
            InstitutionNames.Institution named = signature == null ? null : institutions.named(signature);
            return weigh(new Findings(
                    all.get(0),
                    text != null,
                    signature,
                    named,
                    Links.of(read),
                    all.subList(1, all.size()),
                    Pressure.of(read)));
        });
    }

    private static CheckedMessage weigh(Findings findings) {
        Weighing weighing = new Weighing(findings);
        return new CheckedMessage(
                weighing.score(),
                weighing.level(),
                weighing.action(),
                findings.sender(),
                findings.signature(),
                findings.named() == null ? null : findings.named().name(),
                findings.links().stream()
                        .map(link -> new CheckedMessage.Link(
                                link.host(),
                                link.oddities().stream()
                                        .map(oddity -> oddity.name().toLowerCase(Locale.ROOT))
                                        .toList()))
                        .toList(),
                List.copyOf(findings.callbacks()),
                findings.pressure().stream().map(Pressure::wire).toList(),
                weighing.reasons());
    }
}
