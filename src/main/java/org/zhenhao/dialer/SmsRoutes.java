package org.zhenhao.dialer;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Callers;
import org.zhenhao.access.Scope;
import org.zhenhao.lookup.Verdict;
import org.zhenhao.lookup.Verdicts;
import org.zhenhao.message.CheckedMessage;
import org.zhenhao.message.MessageChecker;
import org.zhenhao.problem.Language;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.registry.Registration;
import org.zhenhao.score.Category;
import org.zhenhao.score.Level;
import org.zhenhao.score.ReasonTexts;
import org.zhenhao.score.Tally;

/**
 * What SMS gateways call by GET, with their parameters in the query: {@code /v1/sms/check} answers a person who texted a
 * number to a short code, {@code /v1/sms/inbound} judges a text that came in.
 *
 * <p>Both answer one line of plain text that fits one short message: 70 characters with Chinese in it, 160 without (3GPP TS 23.038).
 */
@Singleton
final class SmsRoutes {
    private static final int LONGEST_CHINESE = 70;
    private static final int LONGEST_LATIN = 160;
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final Verdicts verdicts;
    private final MessageChecker checker;
    private final Callers callers;

    @Inject
    SmsRoutes(Verdicts verdicts, MessageChecker checker, Callers callers) {
        this.verdicts = verdicts;
        this.checker = checker;
        this.callers = callers;
    }

    void register(@Observes Router router) {
        router.get("/v1/sms/check").handler(context -> answer(context, this::check));
        router.get("/v1/sms/inbound").handler(context -> answer(context, this::inbound));
    }

    private interface Work {
        CompletionStage<String> with(MultiMap query, Language language);
    }

    private void answer(RoutingContext context, Work work) {
        try {
            callers.of(context).requireEither(Scope.LOOKUP, Scope.DIAL);
            MultiMap query = context.request().params();
            String lang = query.get("lang");
            Language language = Language.of(lang == null ? context.request().getHeader("Accept-Language") : lang);
            work.with(query, language)
                    .thenAccept(line -> send(context, cut(line)))
                    .exceptionally(failure -> {
                        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                        refuse(context, cause, language);
                        return null;
                    });
        } catch (ProblemException e) {
            refuse(context, e, Language.of(context.request().getParam("lang")));
        }
    }

    private CompletionStage<String> check(MultiMap query, Language language) {
        String number = AskedNumber.inQuery(query.get("number"));
        if (number == null || number.isBlank()) {
            throw ProblemException.of(ProblemCode.BAD_NUMBER);
        }
        return verdicts.of(verdicts.parse(Inquiries.of(number, query)))
                .thenApply(verdict -> line(verdict).in(language));
    }

    private CompletionStage<String> inbound(MultiMap query, Language language) {
        String from = AskedNumber.inQuery(query.get("from"));
        if (from == null) {
            throw ProblemException.of(ProblemCode.BAD_NUMBER);
        }
        return checker.check(from, query.get("region"), query.get("text"))
                .thenApply(checked -> line(checked, language));
    }

    private static String line(CheckedMessage checked, Language language) {
        String reason = checked.reasons().isEmpty()
                ? ""
                : " " + checked.reasons().get(0).text().in(language);
        return checked.action().wire() + " " + checked.score() + reason;
    }

    private static Text line(Verdict verdict) {
        Tally tally = verdict.found().evidence().tally();
        Registration registration = verdict.found().registration();
        String number = verdict.number().key();
        if (registration != null) {
            return verdict.assessment().spoofSuspected()
                    ? new Text(
                            number + " 疑似被冒用，机主为" + registration.name().zh(),
                            number + " is probably being forged; its holder is "
                                    + registration.name().en())
                    : new Text(
                            number + " 是" + registration.name().zh() + "的官方号码",
                            number + " is an official number of "
                                    + registration.name().en());
        }
        Category category = verdict.assessment().category();
        if (tally.isEmpty() || category == null) {
            return verdict.assessment().spoofSuspected()
                    ? Text.of("%s 不是正常的来电号码，疑似伪造", "%s is no ordinary number; probably forged", number)
                    : verdict.assessment().level() == Level.UNKNOWN
                            ? Text.of("%s 无人举报，情况不明", "%s: nobody has reported it; that does not make it safe", number)
                            : Text.of(
                                    "%s 无人举报，但其号段可疑，%d 分",
                                    "%s: nobody has reported it, but its block is suspect, score %d",
                                    number,
                                    CallerName.percent(verdict.assessment()));
        }
        return new Text(
                words(verdict, category, tally, ReasonTexts.in(Locale.SIMPLIFIED_CHINESE), "%s %s：%s，%d 分，%d 人举报"),
                words(verdict, category, tally, ReasonTexts.in(Locale.ENGLISH), "%s %s: %s, score %d, %d reports"));
    }

    private static String words(Verdict verdict, Category category, Tally tally, ReasonTexts texts, String pattern) {
        return String.format(
                Locale.ROOT,
                pattern,
                verdict.number().key(),
                texts.name(verdict.assessment().action()),
                texts.name(category),
                CallerName.percent(verdict.assessment()),
                tally.negative());
    }

    private static String cut(String line) {
        int most = line.chars().allMatch(c -> c < 0x80) ? LONGEST_LATIN : LONGEST_CHINESE;
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }

    private static void send(RoutingContext context, String line) {
        context.response()
                .putHeader("Content-Type", TEXT)
                .putHeader("Cache-Control", "no-store")
                .end(line);
    }

    /** A person reads what comes back, so even a refusal is a sentence; the gateway sees 200 unless its key is wrong. */
    private static void refuse(RoutingContext context, @Nullable Throwable failure, Language language) {
        ProblemCode code = failure instanceof ProblemException problem ? problem.code() : ProblemCode.INTERNAL;
        boolean person = code.status() != 401 && code.status() != 403;
        Text text = switch (code) {
            case BAD_NUMBER, BAD_PARAMETER -> new Text("请发送一个号码，例如 95588", "Please send a number, such as 95588");
            case TOO_LARGE -> new Text("内容过长", "That is too long");
            default -> new Text("暂时无法查询，请稍后再试", "Not available at the moment, please try later");
        };
        context.response()
                .setStatusCode(person ? 200 : code.status())
                .putHeader("Content-Type", TEXT)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Problem", code.wire())
                .end(person ? text.in(language) : "");
    }
}
