package org.zhenhao.conduct;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules that contacts are held against, as data.
 *
 * @param id name and version, such as {@code neutral-1}
 * @param zh its name
 * @param en its name in English
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleSet(String id, String zh, String en, List<Rule> rules) {

    /**
     * One rule.
     *
     * @param id unique in its set
     * @param facts which facts of reports are against it
     * @param zh what it says
     * @param en what it says, in English
     * @param citation the text it is taken from, with its number; null if it cites none
     * @param source where that text was found
     * @param sourceNote what kind of source that is, where it is not the text itself
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rule(
            String id,
            List<String> facts,
            String zh,
            String en,
            @Nullable Citation citation,
            @Nullable String source,
            @Nullable Citation sourceNote) {
        boolean about(ConductFact fact) {
            return facts.contains(fact.wire());
        }
    }

    /** The name and number of a text. */
    public record Citation(String zh, String en) {}

    static RuleSet bundled(String name) {
        try (InputStream in =
                Objects.requireNonNull(RuleSet.class.getResourceAsStream(name + ".json"), "no rule set " + name)) {
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a rule set.
     *
     * @throws IllegalArgumentException if a rule names an unknown fact, or an id comes twice
     */
    static RuleSet read(byte[] json) throws JsonProcessingException, IOException {
        RuleSet set = new ObjectMapper().readValue(json, RuleSet.class);
        for (Rule rule : set.rules) {
            for (String fact : rule.facts) {
                if (ConductFact.ofWire(fact) == null) {
                    throw new IllegalArgumentException("rule " + rule.id + " names the unknown fact " + fact);
                }
            }
            if (set.rules.stream().filter(other -> other.id.equals(rule.id)).count() > 1) {
                throw new IllegalArgumentException("two rules are called " + rule.id);
            }
        }
        return set;
    }
}
