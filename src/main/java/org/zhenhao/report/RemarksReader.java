package org.zhenhao.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhenhao.access.Caller;
import org.zhenhao.campaign.Trace;
import org.zhenhao.conduct.ConductFact;
import org.zhenhao.problem.ProblemCode;
import org.zhenhao.problem.ProblemException;
import org.zhenhao.problem.Text;
import org.zhenhao.score.Category;
import org.zhenhao.secret.Pseudonyms;

/** Checks what a report tells besides number, category and time, and makes of it what is kept. Thread-safe. */
final class RemarksReader {
    private static final int LEAST_OPEN_CASE = 20;
    private static final int LONGEST_REPORTER = 128;
    private static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_EVIDENCE = 10;
    private static final int MOST_CASE_KEYS = 2;
    private static final int LONGEST_TEXT = 1_000;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern EVIDENCE_KIND = Pattern.compile("[a-z_]{1,30}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pseudonyms pseudonyms;
    private final BiFunction<@Nullable Integer, @Nullable String, Trace> cases;
    private final Function<String, List<Trace>> texts;

    /**
     * Makes a reader.
     *
     * @param cases makes the trace of a blinded case of its period and value
     * @param texts makes the traces of a text
     */
    RemarksReader(
            Pseudonyms pseudonyms,
            BiFunction<@Nullable Integer, @Nullable String, Trace> cases,
            Function<String, List<Trace>> texts) {
        this.pseudonyms = pseudonyms;
        this.cases = cases;
        this.texts = texts;
    }

    /**
     * What a case of this caller is kept as: under his reporter's name, or for callers without a key under its own, which has
     * to be too long to guess then.
     */
    UUID caseHash(Caller caller, @Nullable String reporter, String name) {
        int least = caller.anonymous() ? LEAST_OPEN_CASE : 1;
        if (name.length() < least || name.length() > LONGEST_REPORTER || name.isBlank()) {
            throw bad(
                    "case",
                    "须为 " + least + " 至 128 个字符（无密钥时须难以猜到）",
                    "has " + least + " to 128 characters; without a key it must be hard to guess");
        }
        String owner = caller.anonymous() || reporter == null ? "" : reporter;
        ByteBuffer hash = ByteBuffer.wrap(pseudonyms.hmac("case", caller.id(), owner, name));
        return new UUID(hash.getLong(), hash.getLong());
    }

    Report.Remarks read(Caller caller, ReportRequest request, Category category) {
        String note = limited(request.note(), LONGEST_NOTE, "note");
        String institution = limited(request.claimedInstitution(), LONGEST_NAME, "claimedInstitution");
        UUID named = request.caseName() == null ? null : caseHash(caller, request.reporter(), request.caseName());
        Map<String, Object> details = new LinkedHashMap<>();
        if (institution != null) {
            details.put("claimedInstitution", institution);
        }
        if (request.conduct() != null && !request.conduct().isEmpty()) {
            details.put("conduct", conduct(request.conduct()));
        }
        if (request.evidence() != null && !request.evidence().isEmpty()) {
            details.put("evidence", evidence(request.evidence()));
        }
        try {
            return new Report.Remarks(
                    note,
                    details.isEmpty() ? null : JSON.writeValueAsString(details),
                    named,
                    traces(request, category));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings and lists always become JSON", impossible);
        }
    }

    /** Whoever is bombed with messages gets those of innocent services: their texts make no campaign. */
    private List<Trace> traces(ReportRequest request, Category category) {
        List<Trace> traces = new ArrayList<>();
        if (request.caseKeys() != null) {
            if (request.caseKeys().size() > MOST_CASE_KEYS) {
                throw bad("caseKeys", "最多 2 项", "has at most 2 items");
            }
            for (ReportRequest.CaseKey key : request.caseKeys()) {
                traces.add(cases.apply(key == null ? null : key.period(), key == null ? null : key.value()));
            }
        }
        String text = limited(request.text(), LONGEST_TEXT, "text");
        if (text != null && category != Category.SMS_BOMBING && category != Category.CALL_BOMBING) {
            traces.addAll(texts.apply(text));
        }
        return List.copyOf(traces);
    }

    private static List<String> conduct(List<String> words) {
        if (words.size() > ConductFact.values().length) {
            throw bad("conduct", "每项事实只能出现一次", "names each fact once");
        }
        return words.stream()
                .map(word -> word == null ? null : ConductFact.ofWire(word))
                .map(fact -> {
                    if (fact == null) {
                        throw bad("conduct", "含有未说明的事实", "names a fact that is none of the documented ones");
                    }
                    return fact.wire();
                })
                .distinct()
                .toList();
    }

    private static List<Map<String, String>> evidence(List<ReportRequest.Evidence> items) {
        if (items.size() > MOST_EVIDENCE) {
            throw bad("evidence", "最多 10 项", "has at most 10 items");
        }
        return items.stream()
                .map(item -> {
                    if (item == null
                            || item.kind() == null
                            || !EVIDENCE_KIND.matcher(item.kind()).matches()
                            || item.sha256() == null
                            || !SHA_256.matcher(item.sha256()).matches()) {
                        throw bad(
                                "evidence",
                                "每项须有 snake_case 的 kind 和 64 位十六进制 sha256",
                                "each item has a kind in snake_case and a sha256 of 64 hexadecimal digits");
                    }
                    return Map.of("kind", item.kind(), "sha256", item.sha256().toLowerCase(Locale.ROOT));
                })
                .toList();
    }

    private static @Nullable String limited(@Nullable String text, int longest, String name) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > longest) {
            throw bad(name, "最多 " + longest + " 个字符", "has at most " + longest + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw bad(name, "含有空字符", "contains a null character");
        }
        return text;
    }

    /** The problem of one field of a report. */
    static ProblemException bad(String field, String zh, String en) {
        return ProblemException.of(ProblemCode.INVALID_FIELD, new Text(field + "：" + zh, field + ": " + en))
                .with("field", field);
    }
}
