package org.zhenhao.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhenhao.conduct.ConductBook;
import org.zhenhao.conduct.RuleSet;
import org.zhenhao.evidence.ReceiptLog;
import org.zhenhao.number.Channel;
import org.zhenhao.number.NumberParser;
import org.zhenhao.number.ParsedNumber;
import org.zhenhao.registry.Registration;
import org.zhenhao.registry.Registry;
import org.zhenhao.report.Cases;
import org.zhenhao.reputation.StoreUnavailableException;
import org.zhenhao.score.Category;
import org.zhenhao.verification.ClaimTexts;
import org.zhenhao.verification.Guard;
import org.zhenhao.verification.NearMiss;
import org.zhenhao.verification.Verification;
import org.zhenhao.verification.Verifier;

/** Puts case files together. Thread-safe; blocks on the store. */
@Singleton
class CaseFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReceiptLog log;
    private final PastVerdicts verdicts;
    private final ConductBook conduct;
    private final Registry registry;
    private final Guard guard;
    private final Verifier verifier;
    private final NumberParser parser;
    private final Clock clock;

    @Inject
    CaseFiles(
            ReceiptLog log,
            PastVerdicts verdicts,
            ConductBook conduct,
            Registry registry,
            Guard guard,
            Verifier verifier,
            NumberParser parser,
            Clock clock) {
        this.log = log;
        this.verdicts = verdicts;
        this.conduct = conduct;
        this.registry = registry;
        this.guard = guard;
        this.verifier = verifier;
        this.parser = parser;
        this.clock = clock;
    }

    /** The file on a case. */
    CaseFile of(String name, List<Cases.Item> items) {
        List<CaseFile.Contact> timeline = new ArrayList<>();
        Map<String, Integer> contacts = new LinkedHashMap<>();
        Set<Category> categories = EnumSet.noneOf(Category.class);
        String callBack = null;
        for (Cases.Item item : items) {
            CaseFile.Contact contact = contact(item);
            timeline.add(contact);
            contacts.merge(item.number(), 1, Integer::sum);
            categories.add(item.category());
            if (contact.claimed() != null && callBack == null) {
                callBack = contact.claimed().callBack();
            }
        }
        boolean court = timeline.stream().anyMatch(contact -> contact.facts().contains("claimed_court"));
        List<CaseFile.Number> numbers = new ArrayList<>();
        contacts.forEach((number, count) -> numbers.add(number(number, count)));
        ReceiptLog.LogState state;
        List<CaseFile.Receipt> receipts;
        try {
            state = log.now();
            receipts = receipts(items, state.checkpoint().size());
        } catch (SQLException failure) {
            throw new StoreUnavailableException(failure);
        }
        return new CaseFile(
                CaseFile.FORMAT,
                name,
                clock.instant(),
                new CaseFile.Log(state.note(), base64(log.publicKey())),
                timeline,
                CaseFile.Said.VERDICTS,
                numbers,
                broken(timeline),
                Channels.of(categories, callBack, court),
                receipts);
    }

    private CaseFile.Contact contact(Cases.Item item) {
        JsonNode details = details(item.details());
        List<String> facts = new ArrayList<>();
        details.path("conduct").forEach(fact -> facts.add(fact.asText()));
        String claimed = details.path("claimedInstitution").asText(null);
        JsonNode evidence = details.get("evidence");
        ParsedNumber number = parsed(item.number());
        return new CaseFile.Contact(
                item.id(),
                item.occurredAt(),
                item.acceptedAt(),
                item.number(),
                item.channel().wire(),
                item.category().wire(),
                facts,
                claimed,
                claimed == null ? null : claimed(verifier.verify(number, item.channel() == Channel.SMS, claimed)),
                item.note(),
                evidence == null ? null : evidence.toString(),
                verdicts.asOf(number, item.occurredAt().getEpochSecond()));
    }

    private static CaseFile.Claimed claimed(Verification found) {
        return new CaseFile.Claimed(
                found.outcome().wire(),
                found.institution() == null ? null : found.institution().zh(),
                ClaimTexts.dialled(found.callBack()));
    }

    private CaseFile.Number number(String key, int contacts) {
        ParsedNumber parsed = parsed(key);
        Registration registration = registry.find(key);
        NearMiss miss = guard.nearMiss(parsed);
        return new CaseFile.Number(
                key,
                parsed.kind().wire(),
                contacts,
                registration == null ? null : registration.name().zh(),
                miss == null ? null : miss.number());
    }

    private List<CaseFile.Broken> broken(List<CaseFile.Contact> timeline) {
        List<CaseFile.Broken> broken = new ArrayList<>();
        for (RuleSet set : conduct.sets()) {
            for (RuleSet.Rule rule : set.rules()) {
                int contacts = (int) timeline.stream()
                        .filter(contact -> contact.facts().stream().anyMatch(rule.facts()::contains))
                        .count();
                if (contacts > 0
                        && (rule.citation() != null
                                || set.id().equals(conduct.rules().id()))) {
                    broken.add(new CaseFile.Broken(set.id(), rule, contacts));
                }
            }
        }
        return broken;
    }

    private List<CaseFile.Receipt> receipts(List<Cases.Item> items, long size) throws SQLException {
        List<ReceiptLog.@Nullable Proven> proven =
                log.prove(items.stream().map(Cases.Item::reportId).toList(), size);
        List<CaseFile.Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ReceiptLog.Proven proof = proven.get(i);
            receipts.add(new CaseFile.Receipt(
                    items.get(i).id(),
                    new String(items.get(i).leaf(), StandardCharsets.UTF_8),
                    proof == null ? null : proof.index(),
                    proof == null
                            ? null
                            : proof.proof().stream().map(CaseFiles::base64).toList()));
        }
        return receipts;
    }

    private ParsedNumber parsed(String key) {
        return parser.parse(key, Channel.CALL, "CN");
    }

    private static JsonNode details(@Nullable String json) {
        try {
            return JSON.readTree(Objects.requireNonNullElse(json, "{}"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("details are written as JSON", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
