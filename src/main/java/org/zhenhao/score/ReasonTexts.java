package org.zhenhao.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.zhenhao.number.NumberKind;

/** The words for reasons, categories, levels and actions, in one language. Loaded once; safe for use by many threads. */
public final class ReasonTexts {
    private static final ReasonTexts CHINESE = new ReasonTexts("zh_CN");
    private static final ReasonTexts ENGLISH = new ReasonTexts("en");

    private final Properties texts = new Properties();

    private ReasonTexts(String language) {
        String file = "reasons_" + language + ".properties";
        try (InputStream in = ReasonTexts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words in the language asked for: Chinese for every Chinese locale, English for all others. */
    public static ReasonTexts in(Locale locale) {
        return "zh".equals(locale.getLanguage()) ? CHINESE : ENGLISH;
    }

    /** The sentence for a reason. A code without words is answered as it is. */
    public String text(Assessment.Reason reason) {
        List<String> arguments = reason.arguments();
        String template = template(reason.code(), arguments);
        String prefix = prefix(reason.code());
        for (int i = 0; i < arguments.size(); i++) {
            template = template.replace("{" + i + "}", name(prefix, arguments.get(i)));
        }
        return template;
    }

    private String template(String code, List<String> arguments) {
        String template = texts.getProperty(code, code);
        if (arguments.isEmpty()) {
            return template;
        }
        String one = "1".equals(arguments.get(0)) ? texts.getProperty(code + ".one", template) : template;
        return "0".equals(arguments.get(arguments.size() - 1)) ? texts.getProperty(code + ".today", one) : one;
    }

    /** The category's name. */
    public String name(Category category) {
        return name("category.", category.wire());
    }

    /** The level's name. */
    public String name(Level level) {
        return name("level.", level.wire());
    }

    /** The action's name. */
    public String name(Action action) {
        return name("action.", action.wire());
    }

    /** The name of the kind of number. */
    public String name(NumberKind kind) {
        return name("kind.", kind.wire());
    }

    private String name(@Nullable String prefix, String word) {
        return prefix == null ? word : texts.getProperty(prefix + word, word);
    }

    private static @Nullable String prefix(String code) {
        return switch (code) {
            case "minority_warning" -> "category.";
            case "spoof_shape", "shape_note" -> "tell.";
            case "kind_prior" -> "kind.";
            default -> null;
        };
    }
}
