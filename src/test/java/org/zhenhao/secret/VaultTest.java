package org.zhenhao.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final Pseudonyms SECRET =
            Pseudonyms.under("a secret of some length".getBytes(StandardCharsets.UTF_8));
    private static final String OLD = "old:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String NEW = "new:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    private static final String TEXT = "他说他是银行的 🏦";

    @Test
    void sealedText_opensAgain_andTwiceSealedLooksDifferent() {
        Vault vault = Vault.under(SECRET);
        String sealed = vault.seal("note", TEXT);
        assertThat(sealed).doesNotContain("银行").isASCII();
        assertThat(vault.seal("note", TEXT)).isNotEqualTo(sealed);
        assertThat(vault.open("note", sealed)).isEqualTo(TEXT);
        assertThat(vault.open("note", "stored by an earlier release")).isEqualTo("stored by an earlier release");
        assertThat(vault.openIf("note", null)).isNull();
    }

    @Test
    void sealedText_changedOrPutElsewhere_isRefused() {
        Vault vault = Vault.under(SECRET);
        String sealed = vault.seal("note", TEXT);
        assertThatIllegalStateException().isThrownBy(() -> vault.open("details", sealed));
        char last = sealed.charAt(sealed.length() - 5);
        String changed = sealed.substring(0, sealed.length() - 5)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 4);
        assertThatIllegalStateException().isThrownBy(() -> vault.open("note", changed));
    }

    @Test
    void keys_replacedOneAfterTheOther_openWhatOlderOnesSealed() {
        String first = Vault.under(SECRET).seal("note", TEXT);
        Vault second = new Vault(SECRET, List.of(OLD));
        String then = second.seal("note", TEXT);
        Vault third = new Vault(SECRET, List.of(NEW, OLD));
        assertThat(third.open("note", first)).isEqualTo(TEXT);
        assertThat(third.open("note", then)).isEqualTo(TEXT);
        assertThat(third.seal("note", TEXT)).startsWith(third.prefix());
        assertThat(then).doesNotStartWith(third.prefix());
        assertThatIllegalStateException().isThrownBy(() -> new Vault(SECRET, List.of(NEW)).open("note", then));
    }

    @Test
    void keys_malformed_areRefusedWithoutShowingThem() {
        for (String bad :
                List.of("nocolon", "short:YWJj", ":MDEyMzQ1Njc4OWFiY2RlZg==", "secret:MDEyMzQ1Njc4OWFiY2RlZg==")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Vault(SECRET, List.of(bad)))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("YWJj"));
        }
    }
}
