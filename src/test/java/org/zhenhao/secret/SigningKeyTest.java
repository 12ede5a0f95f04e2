package org.zhenhao.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    private static final Pseudonyms SECRET =
            Pseudonyms.under("a secret for tests only".getBytes(StandardCharsets.UTF_8));

    private static byte[] signedByJdk(String purpose, byte[] message) throws GeneralSecurityException {
        byte[] seed = SECRET.hmac("signing-key", purpose);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
        signature.update(message);
        return signature.sign();
    }

    @Test
    void sign_anyMessage_givesTheBytesThatTheJdkGives() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            String purpose = "purpose-" + i % 5;
            byte[] message = new byte[random.nextInt(400)];
            random.nextBytes(message);
            SigningKey key = SigningKey.of(SECRET, purpose);

            byte[] signature = key.sign(message);

            assertThat(signature).isEqualTo(signedByJdk(purpose, message));
            assertThat(SigningKey.verify(key.publicKey(), message, signature)).isTrue();
        }
    }

    @Test
    void verify_otherMessageOrKey_isFalse() {
        SigningKey key = SigningKey.of(SECRET, "one");
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign(message);

        assertThat(SigningKey.verify(key.publicKey(), new byte[] {1, 2, 4}, signature))
                .isFalse();
        assertThat(SigningKey.verify(SigningKey.of(SECRET, "two").publicKey(), message, signature))
                .isFalse();
    }
}
